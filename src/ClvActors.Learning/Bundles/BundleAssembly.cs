using ClvActors.Domain.Features;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Calibration;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles;

/// <summary>Puts the parts that a manifest describes together.</summary>
/// <param name="folder">The bundle's folder, for messages.</param>
/// <param name="manifest">A manifest that passed <see cref="ManifestRules"/>.</param>
internal sealed class BundleAssembly(string folder, BundleManifest manifest)
{
    /// <summary>Builds the model of the bundle.</summary>
    /// <param name="trees">The trees of every part, in the manifest's order.</param>
    /// <exception cref="InvalidDataException">A part does not fit the features, or a parameter is out of range; the message names file and field.</exception>
    public CompositeModel Build(IReadOnlyList<TreeEnsemble> trees)
    {
        DerivedInputs? derived = manifest.BuyTillYouDie is { } rule ? DerivedInputsOf(rule) : null;
        IReadOnlyList<string> inputs = derived is null ? FeatureSet.Names : DerivedInputs.InputNames;
        Dictionary<string, TreePart> parts = [];
        for (int index = 0; index < manifest.Parts.Count; index++)
        {
            parts.Add(manifest.Parts[index].Role, PartOf(index, trees[index], inputs));
        }

        return new CompositeModel
        {
            Derived = derived,
            Population = manifest.BuyTillYouDie?.Population is { } population ? Read(population.ToPurchases, "buy_till_you_die.population") : null,
            Value = parts[PartRole.Value],
            ValueLow = parts.GetValueOrDefault(PartRole.ValueLow),
            ValueHigh = parts.GetValueOrDefault(PartRole.ValueHigh),
            ValueShifts = manifest.Interval?.Model is { } model ? new IntervalShifts(model) : null,
            ColdStart = parts.GetValueOrDefault(PartRole.ColdStart),
            ColdStartLow = parts.GetValueOrDefault(PartRole.ColdStartLow),
            ColdStartHigh = parts.GetValueOrDefault(PartRole.ColdStartHigh),
            ColdStartShifts = manifest.Interval?.ColdStart is { } coldStart ? new IntervalShifts(coldStart) : null,
            Spend30 = parts.GetValueOrDefault(PartRole.Spend30),
            Purchase30 = parts.GetValueOrDefault(PartRole.Purchase30),
            Lapsed = manifest.Lapsed is { } lapsed ? new LapsedCurve(lapsed.Knots) : null,
            ColdStartValue = manifest.ColdStart.Value,
            IntervalLevel = manifest.Interval?.Level ?? double.NaN,
        };
    }

    private TreePart PartOf(int index, TreeEnsemble trees, IReadOnlyList<string> inputs)
    {
        BundlePart part = manifest.Parts[index];
        string file = Path.Combine(folder, part.File);
        if (trees.Trees.Count != part.Trees)
        {
            throw new InvalidDataException($"{file}: has {trees.Trees.Count} trees, {BundleFileNames.Manifest} says {part.Trees}");
        }

        ScoreOffset? offset = part.Offset.Kind == PartOffset.BuyTillYouDie ? OffsetOf(manifest.BuyTillYouDie!, part.Offset) : null;
        try
        {
            return new TreePart(
                trees,
                inputs,
                part.Link,
                offset,
                part.Offset.Constant,
                part.Calibration.Kind == PartCalibration.Scale ? part.Calibration.Factor!.Value : 1,
                part.Calibration.Kind == PartCalibration.Isotonic ? CalibratorOf(part.Calibration, index) : null);
        }
        catch (ModelFormatException wrong)
        {
            throw new InvalidDataException($"{file}: {wrong.Message}", wrong);
        }
    }

    private IsotonicCalibrator CalibratorOf(PartCalibration calibration, int index)
    {
        try
        {
            return new IsotonicCalibrator([.. calibration.Predictions!], [.. calibration.Probabilities!]);
        }
        catch (ArgumentException wrong)
        {
            throw Wrong($"the field parts[{index}].calibration does not hold what it must: {wrong.Message.Split(" (Parameter", 2)[0]}", wrong);
        }
    }

    private static ScoreOffset OffsetOf(BuyTillYouDieRule rule, PartOffset offset) => new(
        rule.Invoices.MeanValueLog, rule.PurchaseDays.MeanValueLog, offset.FadeCentre ?? double.PositiveInfinity, offset.FadePower ?? 1);

    private DerivedInputs DerivedInputsOf(BuyTillYouDieRule rule)
    {
        if (rule.Days < 1)
        {
            throw Wrong($"the field buy_till_you_die.days is {rule.Days}, expected at least 1");
        }

        return new DerivedInputs(
            CustomerBaseOf(rule.Invoices, "buy_till_you_die.invoices"), CustomerBaseOf(rule.PurchaseDays, "buy_till_you_die.purchase_days"), rule.Days);
    }

    private CustomerBaseModel CustomerBaseOf(CustomerBaseRule rule, string field)
    {
        BgNbdModel purchases = Read(rule.Purchases.ToPurchases, $"{field}.purchases");
        GammaGammaModel spend = Read(rule.Spend.ToSpend, $"{field}.spend");
        return rule.MeanSpend > 0 && double.IsFinite(rule.MeanSpend) && double.IsFinite(rule.MeanValueLog)
            ? new CustomerBaseModel(purchases, spend, rule.MeanSpend)
            : throw Wrong($"the field {field} has a mean that is not finite or not above 0");
    }

    private T Read<T>(Func<T> read, string field)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException wrong)
        {
            throw Wrong($"the field {field} {wrong.Message}", wrong);
        }
    }

    private InvalidDataException Wrong(string message, Exception? cause = null) =>
        new($"{Path.Combine(folder, BundleFileNames.Manifest)}: {message}", cause);
}
