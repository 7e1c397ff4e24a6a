"""Given names in Spain, by sex and by the decade of birth, the most frequent first.

The order within a decade follows what is known of the frequency of names; the weights are our own curve.
"""

from __future__ import annotations

WOMEN: dict[int, str] = {
    1930: """María, Carmen, Josefa, Dolores, Francisca, Antonia, Isabel, Pilar, Concepción, María Carmen,
        Rosario, Amparo, Vicenta, Manuela, Teresa, Ángeles, Juana, Mercedes, Encarnación, Luisa, Rosa,
        Trinidad, Remedios, Consuelo, Purificación, Asunción, Milagros, Emilia, Esperanza, Julia,
        Victoria, Desamparados, Josefina""",
    1940: """María Carmen, Carmen, Josefa, María, Dolores, Isabel, Francisca, María Dolores, Antonia,
        María Pilar, Pilar, Amparo, Ana María, María Teresa, Vicenta, María Ángeles, Rosario, Concepción,
        Encarnación, Teresa, Mercedes, Manuela, Rosa María, Juana, Rosa, Ángeles, Consuelo, Josefina,
        Margarita, Julia, Empar""",
    1950: """María Carmen, María Dolores, María Pilar, María Teresa, Ana María, Josefa, María Ángeles,
        Isabel, Amparo, Francisca, María Josefa, María Isabel, Carmen, María Luisa, Rosa María, Antonia,
        María Amparo, Dolores, Concepción, Juana, Mercedes, Teresa, Rosario, Pilar, Margarita, Rosa,
        Encarnación, Inmaculada, María Jesús, Milagros, Vicenta, Fina, Elvira""",
    1960: """María Carmen, María Dolores, Ana María, María Pilar, María Teresa, María Isabel,
        María Ángeles, Amparo, Rosa María, María José, Isabel, María Jesús, Yolanda, Inmaculada,
        Concepción, María Luisa, Montserrat, Francisca, Elena, Marta, Mercedes, Antonia, Begoña, Esther,
        Nuria, Susana, Pilar, Ana Isabel, Encarnación, Consuelo, Matilde, Gloria, Lourdes, Belén""",
    1970: """María Carmen, María José, Ana María, Mónica, Yolanda, Sonia, Cristina, María Pilar, Raquel,
        Amparo, María Teresa, Marta, Susana, Eva María, Silvia, María Dolores, Ana Isabel, María Ángeles,
        Nuria, Beatriz, Esther, Patricia, Elena, Rosa María, Ana Belén, Inmaculada, Laura, Olga, Isabel,
        Noelia, Ruth, Lorena, Verónica, Begoña, Rocío, Eva, Montse""",
    1980: """Laura, Cristina, María, Marta, Patricia, Ana, Sandra, Vanesa, Verónica, Raquel, Lorena,
        Beatriz, Silvia, Sonia, Noelia, Rocío, Elena, Tamara, Irene, María José, Natalia, Alba, Eva, Sara,
        Jéssica, Esther, Tania, Nuria, Miriam, Mónica, Ainhoa, Almudena, Leticia, Carolina, Amparo,
        Mireia, Isabel, Diana""",
    1990: """María, Laura, Cristina, Marta, Sara, Andrea, Alba, Ana, Sandra, Paula, Irene, Lucía,
        Patricia, Raquel, Nerea, Natalia, Beatriz, Rocío, Claudia, Miriam, Julia, Carla, Noelia, Ainhoa,
        Lorena, Elena, Tamara, Inés, Carmen, Aida, Estefanía, Mireia, Marina, Ángela, Sofía, Celia, Neus""",
    2000: """Lucía, María, Paula, Laura, Marta, Andrea, Alba, Sara, Ana, Nerea, Claudia, Cristina, Carla,
        Irene, Julia, Elena, Ainhoa, Marina, Carmen, Aitana, Ángela, Noelia, Celia, Inés, Sofía, Daniela,
        Martina, Valeria, Noa, Carlota, Nora, Ainara, Laia, Zoe""",
}

MEN: dict[int, str] = {
    1930: """José, Antonio, Manuel, Francisco, Juan, Vicente, Luis, Ángel, Miguel, Jesús, Rafael, Pedro,
        Ramón, Enrique, Joaquín, Salvador, Fernando, Andrés, Domingo, Emilio, Julián, Tomás, Eugenio,
        Felipe, Mariano, Pascual, Gregorio, Santiago, Alfredo, Ricardo, Bautista, Amadeo""",
    1940: """José, Antonio, Manuel, Francisco, Juan, Vicente, José Luis, Luis, Jesús, Rafael, Ángel,
        Pedro, Miguel, Ramón, Enrique, José María, Salvador, Fernando, Joaquín, José Antonio, Andrés,
        Emilio, Tomás, Julián, Domingo, Ricardo, Eduardo, Alfonso, Santiago, Carlos, Bernardo""",
    1950: """José, Antonio, Manuel, Francisco, Juan, José Luis, Vicente, José Antonio, Jesús, Rafael,
        Miguel, Luis, Ángel, Pedro, Fernando, José Manuel, José María, Salvador, Enrique, Carlos, Ramón,
        Joaquín, Juan José, Andrés, Eduardo, Ricardo, Tomás, Julián, Emilio, Jaime, Alfonso""",
    1960: """José Antonio, Antonio, Francisco, Manuel, José Luis, José, Juan Carlos, Juan, Jesús, Vicente,
        José Manuel, Francisco Javier, Miguel Ángel, Rafael, Carlos, Luis, Fernando, Pedro, Juan José,
        Javier, Enrique, Ángel, José María, Salvador, Ramón, Jorge, Joaquín, Alfonso, Eduardo, Ignacio,
        Santiago, Pascual""",
    1970: """David, Francisco Javier, José Antonio, Javier, Juan Carlos, Antonio, José Manuel, Francisco,
        Manuel, Jesús, Miguel Ángel, José Luis, Carlos, Fernando, Óscar, Jorge, Daniel, Raúl, Rafael,
        Sergio, Juan José, Roberto, Alberto, Vicente, Pedro, Luis, Pablo, Rubén, Ángel, Álvaro,
        José Vicente, Iván, Alfredo, Sebastián""",
    1980: """David, Daniel, Javier, José Antonio, Carlos, Alejandro, Sergio, Jorge, Alberto,
        Francisco Javier, Antonio, Iván, Rubén, Pablo, Óscar, Raúl, Adrián, José Manuel, Francisco,
        Juan Carlos, Jesús, Manuel, Álvaro, Víctor, Diego, Roberto, Vicente, Miguel, Jaime, Luis, Ignacio,
        Andrés, Borja, Héctor""",
    1990: """Alejandro, David, Daniel, Javier, Adrián, Sergio, Carlos, Álvaro, Pablo, Jorge, Alberto,
        Rubén, Iván, Mario, Diego, Manuel, Antonio, Jesús, Víctor, Raúl, Miguel, Óscar, Francisco,
        Cristian, Marcos, Guillermo, Samuel, Ignacio, Ismael, Vicente, Jaime, Aitor, Marc, Íñigo""",
    2000: """Alejandro, Daniel, Pablo, David, Adrián, Álvaro, Javier, Sergio, Carlos, Hugo, Diego, Mario,
        Iván, Marcos, Jorge, Manuel, Miguel, Rubén, Raúl, Antonio, Alberto, Víctor, Nicolás, Samuel,
        Lucas, Martín, Gonzalo, Marc, Izan, Ángel, Ismael, Rodrigo, Unai""",
}

# Given names of other languages and places, the two sexes apart; no decade.
ELSEWHERE: dict[str, tuple[str, str]] = {
    "ca": (
        """Empar, Neus, Mireia, Laia, Àngels, Núria, Montserrat, Carme, Roser, Meritxell, Aina, Vicenta,
            Maria Josep, Consol, Lluïsa, Assumpta, Elisenda, Mar, Gemma, Marta, Dolors, Júlia, Remei,
            Amàlia""",
        """Vicent, Josep, Jordi, Carles, Joan, Pau, Ferran, Francesc, Enric, Xavier, Lluís, Marc, Miquel,
            Rafel, Toni, Josep Lluís, Joan Carles, Josep Vicent, Àlex, Adrià, Bernat, Jaume, Arnau, Voro,
            Ximo, Andreu""",
    ),
    "eu": (
        """Nerea, Ainhoa, Amaia, Leire, Miren, Itziar, Garazi, Maite, Ane, Naroa, Arantxa, Idoia, Begoña""",
        """Iñaki, Mikel, Ander, Jon, Aitor, Unai, Gorka, Asier, Íñigo, Xabier, Eneko, Koldo, Imanol, Julen""",
    ),
    "gl": (
        """Uxía, Sabela, Antía, Iria, Noa, Carmiña, Rosalía, Xiana, Lúa, Maruxa, Estrela, Carme, Ledicia""",
        """Xoán, Brais, Anxo, Xosé, Breixo, Martiño, Roi, Iago, Xurxo, Manuel, Uxío, Antón, Suso""",
    ),
    "la": (
        """Luz Marina, Yolanda, Gladys, Rosa Elvira, Nelly, Marisol, Yuliana, Dayana, Jimena, Milagros,
            Katherine, Ángela María, Blanca Nieves, Carmen Rosa, Valentina, Daniela, Paola Andrea""",
        """Wilson, Édgar, Walter, Fabián, Luis Fernando, Jhon Jairo, Milton, Segundo, Óscar Iván,
            Andrés Felipe, Nelson, Jefferson, César Augusto, Mauricio, Ramiro, Hernán""",
    ),
    "ro": (
        """Elena, Ioana, Mihaela, Andreea, Cristina, Alina, Gabriela, Daniela, Simona, Raluca, Florentina""",
        """Ion, Andrei, Mihai, Alexandru, Marius, Florin, Cristian, Vasile, Adrian, Ionuț, Bogdan""",
    ),
    "ar": (
        """Fátima, Khadija, Aicha, Naima, Samira, Hanane, Malika, Nadia, Yasmina, Imane, Salma""",
        """Mohamed, Ahmed, Youssef, Rachid, Hassan, Said, Karim, Abdellah, Omar, Mustapha, Bilal""",
    ),
    "zh": (
        """Lili, Xiaoyan, Mei, Yan, Lin, Jing, Ying, Xiu""",
        """Wei, Jun, Jian, Xiaolong, Bin, Feng, Hao, Yong""",
    ),
    "en": (
        """Susan, Margaret, Emma, Patricia, Karen, Helen, Sarah, Linda, Alice, Heather""",
        """John, Peter, David, Michael, Simon, Andrew, Paul, Ian, Graham, Stephen""",
    ),
    "uk": (
        """Olena, Oksana, Natalia, Iryna, Svitlana, Tetiana, Yuliia, Anna, Liudmyla""",
        """Oleksandr, Serhii, Andrii, Volodymyr, Ihor, Yurii, Dmytro, Viktor""",
    ),
    "it": (
        """Giulia, Francesca, Chiara, Paola, Elisa, Silvia, Alessandra, Martina""",
        """Marco, Andrea, Matteo, Luca, Stefano, Giovanni, Paolo, Davide""",
    ),
}
