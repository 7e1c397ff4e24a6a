"""The words that programs and people write above their columns, by the field that they mean.

They cover Google Contacts (its older and its newer export), Outlook in English and Spanish, HubSpot,
Shopify, and what Spanish and American shops write in their own sheets. Compared as `headings.compact` does.
"""

from __future__ import annotations

# Headings that may mean a given name or a whole name.
EITHER_NAME = "name"

SPELLINGS: dict[str, str] = {
    EITHER_NAME: "nombre|name|nom|nome",
    "given_name": "given name|first name|nombre de pila|nombres|nombre propio|firstname",
    "middle_name": "middle name|additional name|segundo nombre",
    "family_names": (
        "apellidos|apellido|last name|family name|surname|surnames|los apellidos|cognoms|sobrenome|lastname"
    ),
    "family_name": "primer apellido|apellido 1|apellido1|1er apellido|apellido paterno|paterno",
    "second_family_name": "segundo apellido|apellido 2|apellido2|2º apellido|apellido materno|materno",
    "full_name": (
        "nombre completo|nombre y apellidos|nombre apellidos|cliente|clienta|clientes|titular"
        "|full name|customer|customer name|display name|contact name|contacto|contact"
        "|nombre del cliente|nombre cliente|nombre contacto"
    ),
    "full_name_reversed": "apellidos y nombre|apellidos nombre|apellido y nombre|apellidos y nombres",
    "company": (
        "empresa|compania|company|organizacion|organization|organisation|organization name"
        "|organisation name|organization 1 name|company name|associated company|razon social"
        "|nombre fiscal|nombre comercial|nombre de la empresa|negocio|default address company"
        "|denominacion social|empresa asociada|nombre empresa"
    ),
    "contact_person": "persona de contacto|contact person|interlocutor|persona contacto",
    "tax_id": (
        "nif|dni|cif|nie|nif cif|cif nif|nif dni|dni nif|dni cif|nif nie|dni nie|nif cif nie"
        "|dni nie nif|nif dni cif|documento|documento de identidad|numero de documento|rfc|nit"
        "|rut|cuit|cuil|ruc|cedula|tax id|vat|vat number|vat id|identificacion fiscal"
        "|numero de identificacion fiscal|id fiscal|codigo fiscal|tax number|nif o cif|dni o nif"
    ),
    "birth": (
        "fecha de nacimiento|fecha nacimiento|nacimiento|f nacimiento|fecha nac|f nac|fec nac"
        "|fecha nto|cumpleanos|fecha de cumpleanos|birthday|date of birth|birth date|birthdate"
        "|dob|cumple|born|nacido"
    ),
    "gender": "sexo|genero|gender|sex",
    "language": "idioma|language|lengua|preferred language|idioma preferido|lenguaje",
    "street": (
        "direccion|domicilio|calle|address|street|street address|direccion postal|address line"
        "|address1|address 1|default address address1|address street|direccion 1|via"
        "|calle y numero|domicilio fiscal|direccion completa|senas"
    ),
    "street2": (
        "direccion 2|address 2|address2|address line 2|default address address2"
        "|address extended address|piso|puerta|escalera|portal|bloque|numero de portal"
        "|resto direccion|street 2|street 3|address po box|piso puerta|colonia|barrio"
    ),
    "postcode": (
        "cp|c p|codigo postal|cod postal|cpostal|postal code|zip|zip code|postcode|postal"
        "|distrito postal|default address zip|address postal code|zip postal code|codigo zip"
        "|address postcode|dp"
    ),
    "town": (
        "poblacion|localidad|ciudad|municipio|town|city|pueblo|default address city|address city|villa|comuna"
    ),
    "province": (
        "provincia|province|state|region|estado|state region|estado region|province code"
        "|default address province code|address region|comunidad autonoma|provincia estado|county"
        "|state province"
    ),
    "country": (
        "pais|country|country region|pais region|default address country code|country code"
        "|address country|default address country|codigo pais"
    ),
    "mobile": (
        "movil|telefono movil|tel movil|tlf movil|celular|mobile|mobile phone|mobile phone number"
        "|cell|cell phone|cellphone|whatsapp|numero de whatsapp|wasap|movil whatsapp"
        "|telefono celular|numero de movil|numero de telefono movil|movil 1|tfno movil|telf movil|tlfno movil"
    ),
    "phone": (
        "telefono|tel|telef|tlf|tfno|tlfno|tfn|fijo|telefono fijo|tel fijo|tfno fijo|tlf fijo|telf fijo"
        "|tlfno fijo|phone|phone number"
        "|telephone|phone value|numero de telefono|telefonos|phones|primary phone"
        "|telefono principal|telefono de contacto|default address phone|numero telefono"
        "|telefono contacto|contact number|telf|telefono valor"
    ),
    "phone_label": "phone type|phone label|telefono tipo|tipo de telefono|telefono etiqueta",
    "email": (
        "email|e mail|mail|correo|correo electronico|correo e|direccion de correo"
        "|direccion de correo electronico|email address|e mail address|e mail value|email value"
        "|emails|correos|direccion email|correo-e|e correo|courriel|correo valor|work email"
        "|correo electronico valor"
    ),
    "email_label": (
        "e mail type|e mail label|email type|email label|correo tipo|correo electronico tipo|correo etiqueta"
    ),
    "social": "red social|redes sociales|social|social network|red social valor|cuenta social",
    "social_label": "red social tipo|red social etiqueta|social network label",
    "web": (
        "web|pagina web|sitio web|website|web page|url|personal web page|website url"
        "|website value|pagina|web site"
    ),
    "web_label": "website type|website label|web tipo|pagina web tipo|web etiqueta",
    "preferred_channel": (
        "canal preferido|canal|preferred channel|preferencia de contacto|medio preferido|contacto preferido"
    ),
    "preferred_hours": (
        "horario|horario preferido|horas preferidas|preferred hours|horario de contacto|mejor hora"
    ),
    "heard_from": (
        "como nos conocio|procedencia|como nos ha conocido|origen|heard from|how they heard of us"
        "|remitido por|referred by|how they heard of the shop|original source|fuente original"
        "|lead source|como nos conocieron"
    ),
    "notes": (
        "notas|nota|observaciones|observacion|comentarios|comentario|notes|note|remarks|comments"
        "|anotaciones|obs"
    ),
    "warning": "aviso|avisos|advertencia|warning|warning note|alerta|nota de aviso",
    "do_not_contact": "no contactar|do not contact|no molestar|no llamar|opt out",
    "discount": (
        "descuento|dto|discount|descuento habitual|dto habitual|usual discount"
        "|porcentaje descuento|descuento %"
    ),
    "card": (
        "tarjeta|numero de tarjeta|n tarjeta|num tarjeta|no tarjeta|nº tarjeta"
        "|tarjeta de fidelizacion|tarjeta cliente|tarjeta de cliente|card|card number"
        "|loyalty card|tarjeta fidelidad|tarjeta de fidelidad|codigo de tarjeta|n de tarjeta"
    ),
    "tags": (
        "etiquetas|etiqueta|tags|tag|labels|categorias|categoria|grupos|grupo|group membership"
        "|categories|pertenencia a grupos"
    ),
    "accepts_email": (
        "accepts email marketing|accepts marketing|acepta publicidad|acepta correo comercial|acepta marketing"
    ),
    "staff": (
        "responsable|atendido por|comercial|vendedor|vendedora|dependiente|dependienta"
        "|contact owner|owner|le atiende|propietario del contacto|who looks after them"
        "|vendedor asignado|quien le atiende"
    ),
    "created": (
        "fecha de alta|fecha alta|alta|created|create date|created at|fecha de creacion"
        "|cliente desde|f alta|customer since"
    ),
    "archived": "archivado|archivada|archived|fecha de baja",
    "kind": "tipo|tipo de cliente|kind|customer type|persona o empresa|person or company|tipo cliente",
    "uid": "identificador|identifier|uid|identificador de mostrador",
    "relations": "relaciones|relacionados|relations|related customers|clientes relacionados",
}
# Headings that carry what the telephone is for; the label is a key of `labels.LABELS`.
LABELLED_PHONES: dict[str, str] = {
    "work": (
        "business phone|work phone|telefono del trabajo|telefono trabajo|telefono de trabajo"
        "|telefono oficina|telefono de la oficina|telefono empresa|company main phone"
        "|numero de centralita de la organizacion|tel trabajo"
    ),
    "home": (
        "home phone|telefono particular|particular|telefono de casa|telefono casa|tel casa"
        "|telefono domicilio|casa"
    ),
    "other": (
        "other phone|otro telefono|otros telefonos|telefono alternativo|telefono adicional"
        "|telefono secundario"
    ),
    "assistant": "assistant s phone|telefono del ayudante|assistant phone",
    "car": "car phone|telefono del automovil",
    "fax": ("fax|business fax|home fax|other fax|fax del trabajo|fax particular|otro fax|numero de fax"),
}
NETWORKS = "instagram|facebook|twitter|linkedin|tiktok|telegram|youtube|pinterest|threads|mastodon|bluesky"
# Words by which Outlook tells its three addresses apart, before or after the part.
PLACES: dict[str, tuple[str, ...]] = {
    "home": ("home", "del domicilio", "de residencia", "particular", "de casa", "home address"),
    "work": ("business", "del trabajo", "de trabajo", "work", "de la oficina", "business address"),
    "other": ("other", "otra", "otro", "otros", "other address"),
}
PARTS: dict[str, str] = {
    "street": "street|calle|address|direccion",
    "street2": "street 2|street 3|calle 2|calle 3|address po box|apartado postal",
    "postcode": "postal code|codigo postal",
    "town": "city|ciudad",
    "province": "state|provincia o estado|estado|provincia",
    "country": "country region|pais o region|pais|country",
}
