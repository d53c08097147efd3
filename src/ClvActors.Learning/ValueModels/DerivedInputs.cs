using System.Diagnostics.CodeAnalysis;
using ClvActors.Domain.Features;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.ValueModels;

/// <summary>The inputs that value models derive from a feature vector: what two buy-till-you-die models say of the customer.</summary>
/// <remarks>
/// <para>The two differ in what a purchase is: every invoice (mean spend over all of them), or every day with a purchase (mean spend over the days after
/// the first, as Fader and Hardie have it). Where a customer places several orders a day the first sees a burst, the second one occasion.</para>
/// <para>Values that no customer has (a made-up customer's negative recency, half an invoice) are brought to the nearest possible ones; where a feature
/// that a model needs is missing, its four inputs are NaN. Immutable; any number of threads may derive. No call allocates.</para>
/// </remarks>
public sealed class DerivedInputs
{
    /// <summary>How many inputs are derived.</summary>
    public const int Count = 8;

    /// <summary>Place of the logarithm of 1 + the value by invoices among the derived inputs.</summary>
    public const int InvoicesValueLog = 3;

    /// <summary>Place of the logarithm of 1 + the value by purchase days among the derived inputs.</summary>
    public const int DaysValueLog = 7;

    // Far beyond any customer, and safe in every formula.
    private const double MostPurchases = 1e6;
    private const double MostDays = 1e6;
    private const double MostSpend = 1e12;

    private static readonly int Recency = FeatureSet.IndexOf("recency_days");
    private static readonly int Tenure = FeatureSet.IndexOf("tenure_days");
    private static readonly (int Purchases, int MeanSpend) InvoiceColumns = (FeatureSet.IndexOf("frequency"), FeatureSet.IndexOf("monetary_avg"));
    private static readonly (int Purchases, int MeanSpend) DayColumns = (FeatureSet.IndexOf("purchase_days"), FeatureSet.IndexOf("repeat_spend_avg"));

    /// <summary>Takes the models that the inputs come from.</summary>
    /// <param name="invoices">Fitted where every invoice is a purchase.</param>
    /// <param name="purchaseDays">Fitted where every day with an invoice is one purchase.</param>
    /// <param name="days">Days ahead that expected purchases and values cover, at least 1.</param>
    public DerivedInputs(CustomerBaseModel invoices, CustomerBaseModel purchaseDays, int days)
    {
        ArgumentNullException.ThrowIfNull(invoices);
        ArgumentNullException.ThrowIfNull(purchaseDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Invoices = invoices;
        PurchaseDays = purchaseDays;
        Days = days;
    }

    /// <summary>Names of the derived inputs, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "invoices_p_alive", "invoices_expected_purchases", "invoices_expected_spend", "invoices_value_log",
        "days_p_alive", "days_expected_purchases", "days_expected_spend", "days_value_log",
    ];

    /// <summary>Names of a whole row of inputs: the features of a vector in their order, then the derived inputs.</summary>
    public static IReadOnlyList<string> InputNames { get; } = [.. FeatureSet.Names, .. Names];

    /// <summary>The model of invoices.</summary>
    public CustomerBaseModel Invoices { get; }

    /// <summary>The model of purchase days.</summary>
    public CustomerBaseModel PurchaseDays { get; }

    /// <summary>Days ahead that expected purchases and values cover.</summary>
    public int Days { get; }

    /// <summary>A customer's history where every invoice is a purchase.</summary>
    /// <param name="features">The whole feature vector.</param>
    /// <param name="customer">The history; nothing useful when a feature is missing.</param>
    /// <returns>Whether all features were there.</returns>
    public static bool TrySummariseInvoices(ReadOnlySpan<double> features, out PurchaseSummary customer) =>
        TrySummarise(features, InvoiceColumns, out customer);

    /// <summary>A customer's history where every day with an invoice is one purchase.</summary>
    /// <inheritdoc cref="TrySummariseInvoices"/>
    public static bool TrySummariseDays(ReadOnlySpan<double> features, out PurchaseSummary customer) =>
        TrySummarise(features, DayColumns, out customer);

    /// <summary>Copies a feature vector and appends the derived inputs.</summary>
    /// <param name="features">The whole feature vector, <see cref="FeatureSet.Count"/> values.</param>
    /// <param name="inputs">Receives one value per name of <see cref="InputNames"/>.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void WriteInputs(ReadOnlySpan<double> features, Span<double> inputs)
    {
        if (features.Length != FeatureSet.Count || inputs.Length != FeatureSet.Count + Count)
        {
            ThrowLengths(features.Length, inputs.Length);
        }

        features.CopyTo(inputs);
        Span<double> derived = inputs[FeatureSet.Count..];
        Write(Invoices, TrySummariseInvoices(features, out PurchaseSummary customer), customer, derived[..4]);
        Write(PurchaseDays, TrySummariseDays(features, out customer), customer, derived[4..]);
    }

    private void Write(CustomerBaseModel model, bool isKnown, in PurchaseSummary customer, Span<double> derived)
    {
        if (!isKnown)
        {
            derived.Fill(double.NaN);
            return;
        }

        double purchases = model.ExpectedPurchases(customer, Days);
        double spend = model.ExpectedSpend(customer);
        derived[0] = model.ProbabilityAlive(customer);
        derived[1] = purchases;
        derived[2] = spend;
        derived[3] = LogTransform.ToScore(purchases * spend);
    }

    private static bool TrySummarise(ReadOnlySpan<double> features, (int Purchases, int MeanSpend) columns, out PurchaseSummary customer)
    {
        double purchases = features[columns.Purchases];
        double meanSpend = features[columns.MeanSpend];
        double tenure = features[Tenure];
        double recency = features[Recency];

        // A NaN among them makes the sum NaN.
        if (double.IsNaN(purchases + meanSpend + tenure + recency))
        {
            customer = default;
            return false;
        }

        double bought = Math.Clamp(tenure, 0, MostDays);
        customer = new PurchaseSummary(
            (int)Math.Clamp(purchases - 1, 0, MostPurchases), bought, bought + Math.Clamp(recency, 0, MostDays), Math.Clamp(meanSpend, 0, MostSpend));
        return true;
    }

    [DoesNotReturn]
    private static void ThrowLengths(int features, int inputs) =>
        throw new ArgumentException($"{features} features and room for {inputs} inputs, expected {FeatureSet.Count} and {FeatureSet.Count + Count}");
}
