using ClvActors.Domain.Transactions;

namespace ClvActors.Files.Generation;

/// <summary>Fills invoices with lines.</summary>
internal sealed class ShopBaskets(ShopCatalogue catalogue)
{
    private const int MostLines = 400;

    /// <summary>The dataset's guests mostly buy through its web shop, at retail prices.</summary>
    private const double RetailMarkup = 1.66;

    private const double DuplicateShare = 0.018;
    private const double ConflictingShare = 0.4;

    private readonly double[] _shares = new double[MostLines];

    /// <summary>An order of a registered customer, around the value drawn for it.</summary>
    internal void AddOrder(List<TransactionLine> lines, ref ShopCustomer customer, CustomerId id, string invoice, DateTime time)
    {
        ref SplitMix64 random = ref customer.Random;
        string country = ShopCountries.NameOf(customer.Country);
        double value = customer.DrawSpend();
        int count = 1 + (int)(customer.MeanLines * random.NextGamma(1.3) / 1.3);
        count = Math.Min(Math.Min(count, MostLines), Math.Max(1, (int)(value / 4)));
        double sum = 0;
        for (int index = 0; index < count; index++)
        {
            _shares[index] = random.NextGamma(1.5);
            sum += _shares[index];
        }

        for (int index = 0; index < count; index++)
        {
            ShopProduct product = catalogue.Draw(ref random, time.Month);
            int quantity = Pieces(value * _shares[index] / sum / product.Price.ToDouble(), ref random);
            Money price = quantity >= 48 ? Scaled(product.Price, 0.85) : product.Price;
            price = random.NextChance(0.0003) ? Money.Zero : price;
            TransactionLine line = new(invoice, product.Code, product.Description, quantity, time, price, id, country);
            lines.Add(line);
            if (random.NextChance(DuplicateShare))
            {
                lines.Add(random.NextChance(ConflictingShare) ? line with { Quantity = quantity + 1 + random.NextBelow(12) } : line);
            }
        }

        if (customer.Country != 0 && random.NextChance(0.5))
        {
            lines.Add(new(invoice, "POST", "POSTAGE", 1 + random.NextBelow(4), time, new Money(180_000), id, country));
        }
        else if (random.NextChance(0.008))
        {
            lines.Add(new(invoice, "C2", "CARRIAGE", 1, time, new Money(500_000), id, country));
        }

        if (random.NextChance(0.02))
        {
            lines.Add(new(invoice, "M", "Manual", 1, time, new Money(100L * (50 + random.NextBelow(9_950))), id, country));
        }

        if (random.NextChance(0.0006))
        {
            lines.Add(new(invoice, "PADS", "PADS TO MATCH ALL CUSHIONS", 1, time, new Money(10), id, country));
        }
    }

    /// <summary>An order without a customer id.</summary>
    internal void AddGuestOrder(List<TransactionLine> lines, ref SplitMix64 random, string invoice, DateTime time)
    {
        string country = ShopCountries.NameOf(0);
        int count = Math.Min(MostLines, 1 + (int)(25 * random.NextGamma(0.6) / 0.6));
        for (int index = 0; index < count; index++)
        {
            ShopProduct product = catalogue.Draw(ref random, time.Month);
            int quantity = 1 + (int)(0.8 * random.NextExponential());
            lines.Add(new(invoice, product.Code, product.Description, quantity, time, Scaled(product.Price, RetailMarkup), null, country));
        }

        if (random.NextChance(0.2))
        {
            lines.Add(new(invoice, "DOT", "DOTCOM POSTAGE", 1, time, new Money(100L * (500 + random.NextBelow(60_000))), null, country));
        }
    }

    /// <summary>A correction of the stock: no customer, no price, mostly fewer pieces.</summary>
    internal void AddStockCorrection(List<TransactionLine> lines, ref SplitMix64 random, string invoice, DateTime time)
    {
        ShopProduct product = catalogue.Draw(ref random, time.Month);
        string[] remarks = ["", "damaged", "lost", "check", "wet", "found"];
        int remark = random.NextBelow(remarks.Length);
        int pieces = 1 + (int)(40 * random.NextExponential());
        lines.Add(new(
            invoice, product.Code, remarks[remark], remark == remarks.Length - 1 ? pieces : -pieces, time, Money.Zero, null, ShopCountries.NameOf(0)));
    }

    private static int Pieces(double wanted, ref SplitMix64 random)
    {
        int pieces = (int)Math.Clamp(Math.Round(wanted), 1, 100_000);
        if (pieces < 5 || random.NextChance(0.3))
        {
            return pieces;
        }

        // Goods come in packs.
        int pack = pieces < 9 ? 6 : pieces < 18 ? 12 : pieces < 36 ? 24 : 48;
        return Math.Max(1, (pieces + (pack / 2)) / pack) * pack;
    }

    private static Money Scaled(Money price, double factor) => new((long)Math.Round(price.TenThousandths * factor / 100) * 100);
}
