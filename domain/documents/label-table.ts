/**
 * The labels of customer documents per language, in the order of `LABEL_NAMES`; `{0}` and `{1}` are
 * placeholders. Keys are BCP 47 language tags, Chinese with its script.
 */
export const LABEL_TABLE: Readonly<Record<string, string>> = {
  en: `Invoice | Receipt | Packing slip
    Order | Order date | Print date | From | Bill to | Ship to
    Description | Quantity | Unit price | Discount | Tax | Amount
    Items after discounts | Shipping | Duties, domestic | Duties, international
    Tip | Additional fees | Other adjustments | {0} (included)
    Total | Paid by {0} | Refunded to {0} | Balance due
    Card | Gift card | Wallet | Bank transfer | Payment | {0} ending in {1}
    Packed | SKU | Customer note`,
  de: `Rechnung | Quittung | Lieferschein
    Bestellung | Bestellt am | Gedruckt am | Von | Rechnungsadresse | Lieferadresse
    Beschreibung | Menge | Einzelpreis | Rabatt | Steuer | Betrag
    Waren nach Rabatten | Versand | Zölle, Inland | Zölle, international
    Trinkgeld | Zusätzliche Gebühren | Sonstige Anpassungen | {0}, enthalten
    Gesamtbetrag | Bezahlt mit {0} | Erstattet auf {0} | Noch zu zahlen
    Karte | Geschenkkarte | Wallet | Banküberweisung | Zahlung | {0} mit Endziffern {1}
    Gepackt | Artikelnr. | Anmerkung des Kunden`,
  fr: `Facture | Reçu | Bon de livraison
    Commande | Commandé le | Imprimé le | De | Adresse de facturation | Adresse de livraison
    Description | Quantité | Prix unitaire | Remise | Taxe | Montant
    Articles après remises | Livraison | Droits de douane nationaux | Droits de douane internationaux
    Pourboire | Frais supplémentaires | Autres ajustements | {0}, incluse
    Total | Payé par {0} | Remboursé sur {0} | Reste à payer
    Carte | Carte cadeau | Portefeuille électronique | Virement bancaire | Paiement | {0} se terminant par {1}
    Emballé | Réf. | Note du client`,
  es: `Factura | Recibo | Albarán
    Pedido | Fecha del pedido | Fecha de impresión | De | Dirección de facturación | Dirección de envío
    Descripción | Cantidad | Precio unitario | Descuento | Impuesto | Importe
    Artículos tras descuentos | Envío | Aranceles nacionales | Aranceles internacionales
    Propina | Cargos adicionales | Otros ajustes | {0}, incluido
    Total | Pagado con {0} | Reembolsado a {0} | Pendiente de pago
    Tarjeta | Tarjeta regalo | Monedero electrónico | Transferencia bancaria | Pago | {0} terminada en {1}
    Embalado | Ref. | Nota del cliente`,
  el: `Τιμολόγιο | Απόδειξη | Δελτίο αποστολής
    Παραγγελία | Ημερομηνία παραγγελίας | Ημερομηνία εκτύπωσης | Από | Διεύθυνση χρέωσης | Διεύθυνση αποστολής
    Περιγραφή | Ποσότητα | Τιμή μονάδας | Έκπτωση | Φόρος | Ποσό
    Είδη μετά τις εκπτώσεις | Αποστολή | Δασμοί εσωτερικού | Δασμοί εξωτερικού
    Φιλοδώρημα | Πρόσθετες χρεώσεις | Άλλες προσαρμογές | {0}, περιλαμβάνεται
    Σύνολο | Πληρώθηκε με {0} | Επιστροφή σε {0} | Υπόλοιπο
    Κάρτα | Δωροκάρτα | Ηλεκτρονικό πορτοφόλι | Τραπεζικό έμβασμα | Πληρωμή | {0} που λήγει σε {1}
    Συσκευάστηκε | Κωδικός | Σημείωση πελάτη`,
  bg: `Фактура | Разписка | Опаковъчен лист
    Поръчка | Дата на поръчката | Отпечатано на | От | Адрес за фактуриране | Адрес за доставка
    Описание | Количество | Единична цена | Отстъпка | Данък | Сума
    Стоки след отстъпки | Доставка | Мита, вътрешни | Мита, международни
    Бакшиш | Допълнителни такси | Други корекции | {0}, включен
    Общо | Платено с {0} | Възстановено по {0} | Остава за плащане
    Карта | Карта за подарък | Електронен портфейл | Банков превод | Плащане | {0}, завършваща на {1}
    Опаковано | Код | Бележка от клиента`,
  pl: `Faktura | Potwierdzenie zapłaty | Lista pakunkowa
    Zamówienie | Data zamówienia | Data wydruku | Od | Adres rozliczeniowy | Adres dostawy
    Opis | Ilość | Cena jednostkowa | Rabat | Podatek | Kwota
    Towary po rabatach | Dostawa | Cła krajowe | Cła międzynarodowe
    Napiwek | Opłaty dodatkowe | Inne korekty | {0}, w cenie
    Razem | Zapłacono: {0} | Zwrócono na: {0} | Pozostało do zapłaty
    Karta | Karta podarunkowa | Portfel elektroniczny | Przelew bankowy | Płatność | {0} z końcówką {1}
    Spakowano | Nr artykułu | Uwaga klienta`,
  sv: `Faktura | Kvitto | Följesedel
    Order | Beställd | Utskriven | Från | Faktureringsadress | Leveransadress
    Beskrivning | Antal | Styckpris | Rabatt | Skatt | Belopp
    Varor efter rabatter | Frakt | Tull, inrikes | Tull, internationell
    Dricks | Tilläggsavgifter | Övriga justeringar | {0}, ingår
    Totalt | Betalt med {0} | Återbetalt till {0} | Kvar att betala
    Kort | Presentkort | Plånbok | Banköverföring | Betalning | {0} som slutar på {1}
    Packad | Artikelnr | Kundens meddelande`,
  uk: `Рахунок-фактура | Квитанція | Пакувальний лист
    Замовлення | Дата замовлення | Дата друку | Від | Адреса для рахунку | Адреса доставки
    Опис | Кількість | Ціна за одиницю | Знижка | Податок | Сума
    Товари після знижок | Доставка | Мито внутрішнє | Мито міжнародне
    Чайові | Додаткові збори | Інші коригування | {0}, включено
    Разом | Сплачено: {0} | Повернено на: {0} | Залишилося сплатити
    Картка | Подарункова картка | Електронний гаманець | Банківський переказ | Платіж | {0}, що закінчується на {1}
    Запаковано | Артикул | Примітка клієнта`,
  ja: `請求書 | 領収書 | 納品書
    注文番号 | 注文日 | 印刷日 | 発送元 | 請求先 | お届け先
    品名 | 数量 | 単価 | 割引 | 税 | 金額
    商品小計（割引後） | 送料 | 関税（国内） | 関税（国際）
    チップ | 追加手数料 | その他の調整 | {0}（内税）
    合計 | {0}でお支払い | {0}へ返金 | お支払い残高
    カード | ギフトカード | ウォレット | 銀行振込 | お支払い | {0}（末尾{1}）
    梱包 | SKU | お客様のメモ`,
  ko: `청구서 | 영수증 | 포장 명세서
    주문 | 주문일 | 인쇄일 | 보내는 곳 | 청구지 | 배송지
    품목 | 수량 | 단가 | 할인 | 세금 | 금액
    할인 후 상품 금액 | 배송비 | 관세(국내) | 관세(국제)
    팁 | 추가 수수료 | 기타 조정 | {0}(포함)
    합계 | {0} 결제 | {0}(으)로 환불 | 미결제 금액
    카드 | 기프트 카드 | 전자 지갑 | 계좌 이체 | 결제 | {0}(끝자리 {1})
    포장 | SKU | 고객 메모`,
  'zh-Hans': `账单 | 收据 | 装箱单
    订单 | 下单日期 | 打印日期 | 寄件方 | 账单地址 | 收货地址
    商品 | 数量 | 单价 | 折扣 | 税 | 金额
    折扣后商品金额 | 运费 | 关税（国内） | 关税（国际）
    小费 | 附加费用 | 其他调整 | {0}（已含）
    总计 | 支付方式：{0} | 退款至：{0} | 待付金额
    银行卡 | 礼品卡 | 电子钱包 | 银行转账 | 付款 | {0}（尾号 {1}）
    已装 | SKU | 客户备注`,
  'zh-Hant': `帳單 | 收據 | 裝箱單
    訂單 | 訂購日期 | 列印日期 | 寄件方 | 帳單地址 | 收貨地址
    商品 | 數量 | 單價 | 折扣 | 稅 | 金額
    折扣後商品金額 | 運費 | 關稅（國內） | 關稅（國際）
    小費 | 附加費用 | 其他調整 | {0}（已含）
    總計 | 付款方式：{0} | 退款至：{0} | 待付金額
    卡片 | 禮品卡 | 電子錢包 | 銀行轉帳 | 付款 | {0}（末四碼 {1}）
    已裝 | SKU | 顧客備註`,
  th: `ใบแจ้งหนี้ | ใบเสร็จรับเงิน | ใบรายการบรรจุสินค้า
    คำสั่งซื้อ | วันที่สั่งซื้อ | วันที่พิมพ์ | จาก | ที่อยู่สำหรับเรียกเก็บเงิน | ที่อยู่จัดส่ง
    รายการ | จำนวน | ราคาต่อหน่วย | ส่วนลด | ภาษี | จำนวนเงิน
    สินค้าหลังหักส่วนลด | ค่าจัดส่ง | อากรภายในประเทศ | อากรระหว่างประเทศ
    ทิป | ค่าธรรมเนียมเพิ่มเติม | การปรับปรุงอื่น | {0} (รวมแล้ว)
    ยอดรวม | ชำระด้วย {0} | คืนเงินไปที่ {0} | ยอดค้างชำระ
    บัตร | บัตรของขวัญ | กระเป๋าเงินอิเล็กทรอนิกส์ | โอนเงินผ่านธนาคาร | การชำระเงิน | {0} ลงท้ายด้วย {1}
    บรรจุแล้ว | SKU | หมายเหตุจากลูกค้า`,
  ar: `فاتورة | إيصال | قائمة التعبئة
    الطلب | تاريخ الطلب | تاريخ الطباعة | من | عنوان الفوترة | عنوان الشحن
    الوصف | الكمية | سعر الوحدة | الخصم | الضريبة | المبلغ
    السلع بعد الخصومات | الشحن | الرسوم الجمركية المحلية | الرسوم الجمركية الدولية
    إكرامية | رسوم إضافية | تعديلات أخرى | {0}، مشمولة
    الإجمالي | مدفوع عبر {0} | مسترد إلى {0} | المتبقي للدفع
    بطاقة | بطاقة هدية | محفظة إلكترونية | تحويل مصرفي | دفعة | {0} تنتهي بـ {1}
    تمت التعبئة | رمز الصنف | ملاحظة العميل`,
  he: `חשבונית | קבלה | תעודת משלוח
    הזמנה | תאריך הזמנה | תאריך הדפסה | מאת | כתובת לחיוב | כתובת למשלוח
    תיאור | כמות | מחיר ליחידה | הנחה | מס | סכום
    מוצרים לאחר הנחות | משלוח | מכס מקומי | מכס בינלאומי
    טיפ | עמלות נוספות | התאמות אחרות | {0}, כלול
    סך הכול | שולם באמצעות {0} | הוחזר אל {0} | נותר לתשלום
    כרטיס | כרטיס מתנה | ארנק דיגיטלי | העברה בנקאית | תשלום | {0} המסתיים ב-{1}
    נארז | מק״ט | הערת הלקוח`,
}
