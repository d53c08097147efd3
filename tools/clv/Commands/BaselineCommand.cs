using System.CommandLine;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Output;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv baseline</c>: counts the customers that a bundle was trained on, for a server that watches drift.</summary>
internal sealed class BaselineCommand
{
    private readonly Option<string> _model = new("--model") { Description = "The bundle's folder.", HelpName = "BUNDLE", Required = true };
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly Option<string> _zone = CommonOptions.TimeZone();

    public static VerbCommand Create()
    {
        BaselineCommand baseline = new();
        VerbCommand command = new(
            "baseline",
            $"Counts the customers that a bundle was trained on and writes {BaselineFile.Name} beside its manifest: what a server compares its live customers with to notice drift. clv train writes it too; nothing else of the bundle changes.",
            "clv baseline --model models/clv-12m --data online_retail_II.csv.gz")
        {
            baseline._model, baseline._data, baseline._strict, baseline._zone,
        };
        return command.Does(baseline.Run);
    }

    private void Run(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        string folder = values.GetRequiredValue(_model);
        if (!Directory.Exists(folder))
        {
            throw new WrongInputException($"{folder}: no such bundle");
        }

        ModelBundle bundle = ModelBundle.Load(folder);
        CleanedLines cleaned = CleanedLines.Read(
            values.GetRequiredValue(_data),
            TimeZoneInfo.FindSystemTimeZoneById(values.GetRequiredValue(_zone)),
            values.GetValue(_strict),
            terminal,
            cancellation);
        DataFingerprint data = cleaned.Describe();
        if (data.Sha256 != bundle.Manifest.Data.Sha256)
        {
            terminal.Line($"note: {cleaned.Path} is not the file that {bundle.Id} was trained on, {bundle.Manifest.Data.File}: its SHA-256 differs");
        }

        PopulationBaseline baseline = Count(bundle, cleaned);
        cancellation.ThrowIfCancellationRequested();
        string path = BaselineFile.PathIn(folder);
        using OutputFile file = OutputFile.Create(path);
        file.Bytes.Write(BaselineFile.Write(baseline));
        file.Complete();
        terminal.Line($"Wrote {path}: {baseline.Customers} customers as of {baseline.AsOf:yyyy-MM-dd}, {baseline.Features.Count} features");
    }

    private static PopulationBaseline Count(ModelBundle bundle, CleanedLines cleaned)
    {
        try
        {
            return BaselineCounting.Of(bundle, cleaned.Lines);
        }
        catch (InvalidDataException wrong)
        {
            throw new WrongInputException($"{cleaned.Path}: {wrong.Message}", wrong);
        }
    }
}
