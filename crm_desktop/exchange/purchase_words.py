"""The words that tills write above the columns of their sales, by what they mean.

Compared as `headings.compact` does: without accents, case, spaces and signs.
"""

from __future__ import annotations

# A column that is either of the line or of the whole ticket; `purchase_guess` looks at the others.
EITHER_TOTAL = "either_total"

PURCHASE_SPELLINGS: dict[str, str] = {
    "ticket": (
        "ticket|tique|tiquet|n ticket|nº ticket|no ticket|num ticket|numero ticket|numero de ticket"
        "|numero|ticket no|ticket number|ticket id|id ticket|factura|n factura|nº factura|num factura"
        "|numero factura|numero de factura|factura simplificada|n documento|nº documento|recibo|n recibo"
        "|nº recibo|numero de recibo|receipt|receipt number|receipt no|order|order number|order id|pedido"
        "|nº pedido|numero de pedido|n pedido|id venta|n venta|nº venta|numero de venta|sale id|invoice"
        "|invoice number|transaction|transaction id|id transaccion|operacion|n operacion|nº operacion"
        "|numero de operacion|albaran|n albaran|nº albaran|numero de albaran|ticket code|cod ticket"
    ),
    "day": (
        "fecha|fecha venta|fecha de venta|fecha compra|fecha de compra|fecha ticket|fecha del ticket"
        "|fecha factura|fecha de la compra|fecha y hora|fecha hora|date|date time|datetime|sale date"
        "|purchase date|dia|day|created at|fecha operacion|fecha de la venta|timestamp|fec"
        "|fecha documento|order date|fecha pedido|paid at"
    ),
    "hour": ("hora|time|hora venta|hora de venta|hora ticket|hour|sale time|hora de la venta|hora operacion"),
    "card": (
        "tarjeta|n tarjeta|nº tarjeta|num tarjeta|numero tarjeta|numero de tarjeta|tarjeta cliente"
        "|tarjeta de cliente|tarjeta del cliente|tarjeta fidelidad|tarjeta de fidelizacion"
        "|tarjeta fidelizacion|card|card number|customer card|loyalty card|tarjeta de socio|socio"
        "|nº socio|numero de socio|codigo de tarjeta|tarjeta de puntos|tarjeta puntos"
        "|tarjeta de fidelidad"
    ),
    "phone": (
        "telefono|tel|tlf|tfno|telf|tlfno|movil|telefono movil|celular|phone|mobile|phone number"
        "|telefono cliente|telefono del cliente|movil cliente|tel cliente|tlf cliente|customer phone"
        "|whatsapp|fijo|telefono fijo|movil del cliente|telefono de contacto"
    ),
    "email": (
        "correo|correo electronico|email|e mail|mail|email cliente|correo cliente|correo del cliente"
        "|email del cliente|customer email|email address|correo e|direccion de correo"
    ),
    "tax_id": (
        "nif|dni|cif|nie|nif cif|dni nif|nif cliente|cif cliente|dni cliente|nif del cliente|tax id|vat"
        "|vat number|documento de identidad|nif dni|cif nif|nif cif cliente|identificacion fiscal"
        "|customer tax id"
    ),
    "customer": (
        "cliente|nombre cliente|nombre del cliente|customer|customer name|client|nombre y apellidos"
        "|nombre completo|cliente nombre|razon social|comprador|billing name|nombre"
    ),
    "product": (
        "producto|articulo|descripcion|descripcion articulo|descripcion producto|nombre producto"
        "|nombre articulo|nombre del producto|nombre del articulo|product|product name|item|item name"
        "|concepto|description|linea|descripcion del articulo|descripcion del producto|lineitem name"
        "|detalle|denominacion"
    ),
    "code": (
        "codigo|cod|codigo articulo|codigo producto|cod articulo|cod producto|codigo de articulo"
        "|codigo de producto|codigo del articulo|codigo del producto|codigo de barras|cod barras|ean"
        "|ean13|referencia|ref|sku|code|barcode|product code|item code|lineitem sku|plu|id producto"
        "|id articulo|referencia articulo"
    ),
    "category": (
        "categoria|familia|seccion|departamento|category|department|grupo|categoria producto"
        "|familia articulo|product category|tipo de producto|subfamilia|tipo de articulo"
    ),
    "quantity": (
        "cantidad|cant|uds|unidades|ud|uds vendidas|quantity|qty|units|n unidades|nº unidades|cantidades"
        "|peso|lineitem quantity|unid|cantidad vendida"
    ),
    "price": (
        "precio|pvp|precio unitario|precio unidad|p unitario|p unit|precio ud|price|unit price"
        "|precio venta|precio de venta|pvp unitario|lineitem price|precio con iva|precio unit|pu|tarifa"
    ),
    "discount": (
        "descuento|dto|dcto|desc|% dto|dto %|descuento %|% descuento|importe descuento|importe dto"
        "|discount|discount amount|lineitem discount|descuento linea|rebaja|descuentos|dto linea"
    ),
    "amount": (
        "importe|importe linea|total linea|subtotal|importe total linea|amount|line total|importe neto"
        "|neto|importe con iva|line amount|total articulo|importe de la linea|total de la linea"
        "|subtotal linea"
    ),
    EITHER_TOTAL: (
        "total|importe total|total eur|total euros|total con iva|total iva incluido|total iva incl"
    ),
    "total": (
        "total ticket|total del ticket|total venta|total compra|total factura|total de la venta"
        "|total pedido|sale total|total de la compra|importe ticket|importe del ticket|importe venta"
        "|order total|grand total|total amount|a pagar|total a pagar|total documento|total pagado"
    ),
    "seller": (
        "vendedor|vendedora|dependiente|dependienta|empleado|empleada|atendido por|cajero|cajera|seller"
        "|salesperson|sold by|staff|employee|cashier|operador|usuario|le atendio|comercial|atendio"
        "|vendido por"
    ),
    "kind_of_sale": (
        "tipo|tipo de operacion|tipo operacion|tipo documento|tipo de documento|tipo venta|tipo de venta"
        "|tipo ticket|tipo de ticket|venta o devolucion|sale or return|type|movimiento|clase|devolucion"
        "|es devolucion|return"
    ),
    "return_of": (
        "ticket original|ticket devuelto|devolucion de|devuelve|ticket de origen|ticket origen|abono de"
        "|rectifica|original ticket|return of|refund of|original receipt|factura rectificada"
        "|ticket rectificado|ticket de la venta|anula ticket|devolucion del ticket"
    ),
    "currency": "moneda|divisa|currency|currency code",
    "notes": ("notas|nota|observaciones|observacion|comentario|comentarios|notes|note|comments|remarks"),
}
