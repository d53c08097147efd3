using System.CommandLine;
using System.Globalization;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.ValueModels;

namespace ClvActors.CommandLine.Training;

/// <summary>LightGBM's parameters as options; what is not given is the recipe's.</summary>
internal sealed class BoostingOptions
{
    private static readonly BoostingParameters Reference = ReferenceParameters.Value;
    private static readonly BoostingParameters Champion = new OffsetBoostingParameters().Trees;

    private readonly Option<int?> _seed = WholeNumber("--seed", "Seed of a drawn split, bagging and feature sampling", Reference.Seed, Champion.Seed, 0, int.MaxValue);
    private readonly Option<int?> _iterations = WholeNumber("--num-iterations", "Trees", Reference.Iterations, Champion.Iterations, 1, 100_000);
    private readonly Option<double?> _learningRate = Real("--learning-rate", "Factor on every leaf value", Reference.LearningRate, Champion.LearningRate);
    private readonly Option<int?> _leaves = WholeNumber("--num-leaves", "Most leaves of a tree", Reference.Leaves, Champion.Leaves, 2, 131_072);
    private readonly Option<int?> _depth = WholeNumber("--max-depth", "Most splits between root and leaf, -1 for no limit", Reference.MaximumDepth, Champion.MaximumDepth, -1, int.MaxValue);
    private readonly Option<int?> _minimumRows = WholeNumber("--min-data-in-leaf", "Fewest customers of a leaf", Reference.MinimumRowsInLeaf, Champion.MinimumRowsInLeaf, 0, 1_000_000);
    private readonly Option<double?> _featureFraction = Real("--feature-fraction", "Share of the features drawn for each tree", Reference.FeatureFraction, Champion.FeatureFraction);
    private readonly Option<double?> _baggingFraction = Real("--bagging-fraction", "Share of the customers drawn", Reference.BaggingFraction, Champion.BaggingFraction);
    private readonly Option<int?> _baggingFrequency = WholeNumber("--bagging-freq", "Trees between draws of customers, 0 for none", Reference.BaggingFrequency, Champion.BaggingFrequency, 0, int.MaxValue);
    private readonly Option<double?> _lambdaL1 = Real("--lambda-l1", "L1 penalty on leaf values", Reference.LambdaL1, Champion.LambdaL1);
    private readonly Option<double?> _lambdaL2 = Real("--lambda-l2", "L2 penalty on leaf values", Reference.LambdaL2, Champion.LambdaL2);
    private readonly Option<int?> _bins = WholeNumber("--max-bin", "Most bins of a feature", Reference.MaximumBins, Champion.MaximumBins, 2, 256);

    /// <summary>The options, in the order of the help page.</summary>
    public IEnumerable<Option> All =>
    [
        _seed, _iterations, _learningRate, _leaves, _depth, _minimumRows, _featureFraction, _baggingFraction, _baggingFrequency, _lambdaL1, _lambdaL2, _bins,
    ];

    /// <summary>Seed of a drawn split: the one that was asked for, or the reference's whatever the recipe, so that recipes are compared on the same customers.</summary>
    public int SplitSeed(ParseResult values) => values.GetValue(_seed) ?? Reference.Seed;

    /// <summary>The parameters that a command line asks for.</summary>
    /// <param name="values">The command line.</param>
    /// <param name="standard">What is not given.</param>
    /// <exception cref="WrongArgumentsException">A value is out of its range.</exception>
    public BoostingParameters Read(ParseResult values, BoostingParameters standard)
    {
        BoostingParameters parameters = standard with
        {
            Seed = values.GetValue(_seed) ?? standard.Seed,
            Iterations = values.GetValue(_iterations) ?? standard.Iterations,
            LearningRate = values.GetValue(_learningRate) ?? standard.LearningRate,
            Leaves = values.GetValue(_leaves) ?? standard.Leaves,
            MaximumDepth = values.GetValue(_depth) ?? standard.MaximumDepth,
            MinimumRowsInLeaf = values.GetValue(_minimumRows) ?? standard.MinimumRowsInLeaf,
            FeatureFraction = values.GetValue(_featureFraction) ?? standard.FeatureFraction,
            BaggingFraction = values.GetValue(_baggingFraction) ?? standard.BaggingFraction,
            BaggingFrequency = values.GetValue(_baggingFrequency) ?? standard.BaggingFrequency,
            LambdaL1 = values.GetValue(_lambdaL1) ?? standard.LambdaL1,
            LambdaL2 = values.GetValue(_lambdaL2) ?? standard.LambdaL2,
            MaximumBins = values.GetValue(_bins) ?? standard.MaximumBins,
        };
        try
        {
            parameters.Validate();
            return parameters;
        }
        catch (ArgumentException wrong)
        {
            // The message has the parameter's .NET name in parentheses behind it.
            throw new WrongArgumentsException($"--{wrong.Message.Split(" (Parameter", 2)[0].Replace('_', '-')}.");
        }
    }

    private static string Describe(string description, double reference, double champion) => reference == champion
        ? string.Create(CultureInfo.InvariantCulture, $"{description}. [default: {reference}]")
        : string.Create(CultureInfo.InvariantCulture, $"{description}. [default: {champion}, reference {reference}]");

    private static Option<int?> WholeNumber(string name, string description, int reference, int champion, int least, int most) => new(name)
    {
        Description = Describe(description, reference, champion),
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) || value < least || value > most)
            {
                string range = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
                result.AddError($"{name}: '{text}' is not a whole number {range}.");
            }

            return value;
        },
    };

    private static Option<double?> Real(string name, string description, double reference, double champion) => new(name)
    {
        Description = Describe(description, reference, champion),
        HelpName = "X",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                result.AddError($"{name}: '{text}' is not a number.");
            }

            return value;
        },
    };
}
