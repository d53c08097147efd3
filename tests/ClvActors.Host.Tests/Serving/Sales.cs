namespace ClvActors.Host.Tests.Serving;

/// <summary>Lines in the published layout.</summary>
internal static class Sales
{
    public const string Header = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";

    public static string Line(string invoice, decimal price, int quantity, string customer, string date, string code = "85123A") =>
        $"{invoice},{code},WHITE HEART,{quantity},{date} 10:00:00,{price},{customer},United Kingdom\n";

    public static string Json(string invoice, string customer = "17850", string quantity = "6", string price = "2.55", string extra = "") =>
        $$"""{"Invoice":"{{invoice}}","StockCode":"85123A","Description":"WHITE HEART","Quantity":{{quantity}},"InvoiceDate":"2010-12-01 08:26:00","Price":{{price}},"Customer ID":{{customer}},"Country":"United Kingdom"{{extra}}}""";
}
