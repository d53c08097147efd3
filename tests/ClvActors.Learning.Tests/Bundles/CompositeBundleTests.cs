using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class CompositeBundleTests : IDisposable
{
    private static readonly TrainedBundle Trained = GeneratedChampion.Trained;

    private static readonly (PredictionSource Source, double[] Features)[] Customers =
    [
        .. GeneratedShop.Lines.Compute(GeneratedShop.AsOf).Values.Select(features => (CustomerScorer.SourceOf(features.Frequency), features.Values.ToArray())),
    ];

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Predict_EveryCustomer_IsWhatTheManifestSaysStepByStep()
    {
        ModelBundle bundle = Write();
        SlowBundle slow = new(Trained);
        Assert.True(Customers.Count(customer => customer.Source == PredictionSource.ColdStart) > 20);

        foreach ((PredictionSource source, double[] features) in Customers)
        {
            Prediction expected = slow.Predict(source, features);
            Prediction actual = bundle.Predict(source, features);
            Assert.All(
                Outputs(expected).Zip(Outputs(actual)),
                pair => Assert.True(pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.First)), $"{expected} is not {actual}"));
        }
    }

    [Fact]
    public void Predict_EveryCustomer_DoesNotContradictItself()
    {
        ModelBundle bundle = Write();
        foreach ((PredictionSource source, double[] features) in Customers)
        {
            Prediction prediction = bundle.Predict(source, features);

            Assert.InRange(prediction.IntervalLow, 0, prediction.Value);
            Assert.InRange(prediction.Value, prediction.IntervalLow, prediction.IntervalHigh);
            Assert.InRange(prediction.ProbabilityAlive, 0, 1);
            Assert.InRange(prediction.PurchaseProbability30, 0, 1);
            Assert.True(prediction.ExpectedPurchases30 >= prediction.PurchaseProbability30);
            Assert.True(prediction.ExpectedSpend30 >= 0);
        }
    }

    [Fact]
    public void Predict_LapsedAndPending_AreAnsweredByTheirRules()
    {
        LapsedRule rule = new([new LapsedKnot(400, 90), new LapsedKnot(500, 50)], [GeneratedShop.AsOf], 1);
        TrainedBundle trained = Trained with { Manifest = Trained.Manifest with { Lapsed = rule } };
        ModelBundle bundle = BundleWriter.Write(_temporary.Path("lapsed"), trained);
        SlowBundle slow = new(trained);
        double[] features = new double[FeatureSet.Count];
        foreach (double days in new double[] { 365, 400, 425, 499, 500, 5_000 })
        {
            features[0] = days;
            Assert.Equal(slow.Predict(PredictionSource.Lapsed, features).Value, bundle.Predict(PredictionSource.Lapsed, features).Value, 1e-9);
        }

        Assert.Equal(new Prediction { Value = Trained.Manifest.ColdStart.Value }, bundle.Predict(PredictionSource.Pending, features));
        Assert.Throws<InvalidOperationException>(() => bundle.Explain(PredictionSource.Lapsed, features, new double[71], new double[72]));
    }

    [Fact]
    public void Explain_EveryCustomer_AddsUpToTheRawScore()
    {
        ModelBundle bundle = Write();
        Assert.Equal(DerivedInputs.InputNames, bundle.InputNames);
        double[] inputs = new double[bundle.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        foreach ((PredictionSource source, double[] features) in Customers)
        {
            bundle.Explain(source, features, inputs, contributions);

            Assert.Equal(bundle.Predict(source, features).RawScore, contributions.Sum(), 1e-9);
            Assert.Equal(features, inputs[..FeatureSet.Count]);
        }
    }

    [Fact]
    public void Predict_MissingOrImpossibleValues_NeverGivesNaNForTheValue()
    {
        ModelBundle bundle = Write();
        foreach (PredictionSource source in Enum.GetValues<PredictionSource>())
        {
            for (int feature = 0; feature < FeatureSet.Count; feature++)
            {
                foreach (double wrong in new[] { double.NaN, -7, 0.5, 1e300 })
                {
                    double[] features = [.. Customers[3].Features];
                    features[feature] = wrong;
                    Prediction prediction = bundle.Predict(source, features);
                    Assert.True(double.IsFinite(prediction.Value) && prediction.Value >= 0, $"{source}, {FeatureSet.Names[feature]} = {wrong}: {prediction}");
                    Assert.False(prediction.IntervalLow > prediction.Value || prediction.IntervalHigh < prediction.Value);
                }
            }
        }
    }

    [Fact]
    public void Predict_AnyCustomer_AllocatesNothing()
    {
        ModelBundle bundle = Write();
        double[] inputs = new double[bundle.InputNames.Count];
        double[] contributions = new double[inputs.Length + 1];
        Score();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Score();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Score()
        {
            foreach ((PredictionSource source, double[] features) in Customers)
            {
                bundle.Predict(source, features);
                bundle.Explain(source, features, inputs, contributions);
            }
        }
    }

    [Fact]
    public void Load_WrittenBundle_GivesBackEveryRecord()
    {
        BundleManifest read = Write().Manifest;
        BundleManifest trained = Trained.Manifest;

        Assert.Equal(trained.BuyTillYouDie!.Invoices.Purchases.Parameters, read.BuyTillYouDie!.Invoices.Purchases.Parameters);
        Assert.Equal(trained.Interval!.Model, read.Interval!.Model);
        Assert.Equal(trained.Quality!.ColdStart, read.Quality!.ColdStart);
        Assert.Equal(trained.Quality.ThirtyDays!.Active, read.Quality.ThirtyDays!.Active);
        Assert.Equal(trained.Quality.Intervals!.Segments, read.Quality.Intervals!.Segments);
        Assert.Equal(trained.Part(PartRole.Purchase30)!.Calibration.Probabilities, read.Part(PartRole.Purchase30)!.Calibration.Probabilities);
        Assert.Equal(ModelCard.Render(trained with { Parts = read.Parts }), File.ReadAllText(Path.Combine(_temporary.Path("bundle"), "model-card.md")));
    }

    [Fact]
    public void Load_PartThatIsMissingOrSwapped_IsNamed()
    {
        string folder = Write().Folder;
        string low = Path.Combine(folder, "value_low.txt");
        File.Copy(Path.Combine(folder, "value_high.txt"), low, overwrite: true);
        Assert.Equal($"{low}: is not the file that manifest.json describes, its SHA-256 differs from parts[1].sha256", Message(folder));
        File.Delete(low);
        Assert.Equal($"{low}: no such file", Message(folder));
    }

    [Fact]
    public void Write_PartsThatDoNotFitTheManifest_AreRefusedAndLeaveNothing()
    {
        BundleManifest manifest = Trained.Manifest;
        string file = "manifest.json";
        Fails(manifest with { Parts = [.. manifest.Parts.Where(part => part.Role != PartRole.ValueHigh)] }, $"{file}: the field interval.model calibrates a part that is missing: value_high");
        Fails(manifest with { Parts = [.. manifest.Parts, manifest.Parts[0]] }, $"{file}: the field parts has the role 'value' twice");
        Fails(manifest with { BuyTillYouDie = null }, $"{file}: the field parts[0].offset.kind is 'buy_till_you_die', but the field buy_till_you_die is missing");
        Fails(
            manifest with { BuyTillYouDie = manifest.BuyTillYouDie! with { Population = manifest.BuyTillYouDie.Invoices.Spend } },
            $"{file}: the field buy_till_you_die.population is 'gamma_gamma', expected 'bg_nbd' or 'mbg_nbd'");
        Fails(Calibrated(PartRole.Purchase30, new PartCalibration(PartCalibration.Isotonic, Predictions: [0.5, 0.4], Probabilities: [0.1, 0.2])), "calibration does not hold what it must: point 1 (0.4, 0.2) does not go on from the one before it");
        Fails(Calibrated(PartRole.Spend30, new PartCalibration(PartCalibration.Scale, -1)), "calibration.factor is -1, expected a finite number above 0");
        Fails(manifest with { Interval = manifest.Interval! with { Level = 80 } }, $"{file}: the field interval.level is 80, expected a share between 0 and 1");
        Fails(
            manifest with { Interval = manifest.Interval! with { Model = [new IntervalGroup(null, null, 0, 1), new IntervalGroup(null, 0, 0, 1)] } },
            $"{file}: the field interval.model[1].above is missing, expected none and then ascending numbers");
        Fails(manifest with { Lapsed = new LapsedRule([new LapsedKnot(400, 0)], [GeneratedShop.AsOf], 0) }, $"{file}: the field lapsed.knots[0].value is 0, expected a finite number above 0");

        void Fails(BundleManifest wrong, string message)
        {
            TrainedBundle trained = new(wrong, [.. wrong.Parts.Select(part => Trained.Trees[manifest.Parts.ToList().FindIndex(own => own.Role == part.Role)])]);
            string refused = Assert.Throws<InvalidDataException>(() => BundleWriter.Write(_temporary.Path("wrong"), trained)).Message;
            Assert.EndsWith(message, refused, StringComparison.Ordinal);
            Assert.Empty(_temporary.Entries());
        }

        BundleManifest Calibrated(string role, PartCalibration calibration) =>
            manifest with { Parts = [.. manifest.Parts.Select(part => part.Role == role ? part with { Calibration = calibration } : part)] };
    }

    [Fact]
    public void Write_TreesOverInputsThatTheBundleDoesNotDerive_AreRefusedByName()
    {
        BundleManifest manifest = Trained.Manifest;
        TrainedBundle trained = new(
            manifest with
            {
                BuyTillYouDie = null,
                Interval = null,
                Parts = [manifest.Parts[0] with { Offset = new PartOffset(PartOffset.None, 0) }],
            },
            [Trained.Trees[0]]);

        string refused = Assert.Throws<InvalidDataException>(() => BundleWriter.Write(_temporary.Path("wrong"), trained)).Message;

        Assert.EndsWith($"value.txt: the model has unknown features: {string.Join(", ", DerivedInputs.Names)}", refused, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Outputs(Prediction prediction) =>
    [
        prediction.Value, prediction.RawScore, prediction.IntervalLow, prediction.IntervalHigh, prediction.ProbabilityAlive, prediction.ExpectedPurchases30,
        prediction.ExpectedSpend30, prediction.PurchaseProbability30, prediction.DaysToNextPurchase,
    ];

    private static string Message(string folder) => Assert.Throws<InvalidDataException>(() => ModelBundle.Load(folder)).Message;

    private ModelBundle Write() => BundleWriter.Write(_temporary.Path("bundle"), Trained, overwrite: true);
}
