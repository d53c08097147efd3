using System.CommandLine;
using System.Globalization;
using ClvActors.CommandLine.Input;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;

namespace ClvActors.CommandLine.Training;

/// <summary>LightGBM's parameters as options, the reference model's values as defaults.</summary>
internal sealed class BoostingOptions
{
    private static readonly BoostingParameters Standard = ReferenceParameters.Value;

    private readonly Option<int> _seed = CommonOptions.WholeNumber("--seed", "Seed of a drawn split, bagging and feature sampling.", Standard.Seed, 0);
    private readonly Option<int> _iterations = CommonOptions.WholeNumber("--num-iterations", "Trees.", Standard.Iterations, 1, 100_000);
    private readonly Option<double> _learningRate = Real("--learning-rate", "Factor on every leaf value.", Standard.LearningRate);
    private readonly Option<int> _leaves = CommonOptions.WholeNumber("--num-leaves", "Most leaves of a tree.", Standard.Leaves, 2, 131_072);
    private readonly Option<int> _depth = CommonOptions.WholeNumber("--max-depth", "Most splits between root and leaf; -1 for no limit.", Standard.MaximumDepth, -1);
    private readonly Option<int> _minimumRows = CommonOptions.WholeNumber("--min-data-in-leaf", "Fewest customers of a leaf.", Standard.MinimumRowsInLeaf, 0, 1_000_000);
    private readonly Option<double> _featureFraction = Real("--feature-fraction", "Share of the features drawn for each tree.", Standard.FeatureFraction);
    private readonly Option<double> _baggingFraction = Real("--bagging-fraction", "Share of the customers drawn.", Standard.BaggingFraction);
    private readonly Option<int> _baggingFrequency = CommonOptions.WholeNumber("--bagging-freq", "Trees between draws of customers; 0 for none.", Standard.BaggingFrequency, 0);
    private readonly Option<double> _lambdaL1 = Real("--lambda-l1", "L1 penalty on leaf values.", Standard.LambdaL1);
    private readonly Option<double> _lambdaL2 = Real("--lambda-l2", "L2 penalty on leaf values.", Standard.LambdaL2);
    private readonly Option<int> _bins = CommonOptions.WholeNumber("--max-bin", "Most bins of a feature.", Standard.MaximumBins, 2, 256);

    /// <summary>The options, in the order of the help page.</summary>
    public IEnumerable<Option> All =>
    [
        _seed, _iterations, _learningRate, _leaves, _depth, _minimumRows, _featureFraction, _baggingFraction, _baggingFrequency, _lambdaL1, _lambdaL2, _bins,
    ];

    /// <summary>The parameters that a command line asks for.</summary>
    /// <exception cref="WrongArgumentsException">A value is out of its range.</exception>
    public BoostingParameters Read(ParseResult values)
    {
        BoostingParameters parameters = Standard with
        {
            Seed = values.GetValue(_seed),
            Iterations = values.GetValue(_iterations),
            LearningRate = values.GetValue(_learningRate),
            Leaves = values.GetValue(_leaves),
            MaximumDepth = values.GetValue(_depth),
            MinimumRowsInLeaf = values.GetValue(_minimumRows),
            FeatureFraction = values.GetValue(_featureFraction),
            BaggingFraction = values.GetValue(_baggingFraction),
            BaggingFrequency = values.GetValue(_baggingFrequency),
            LambdaL1 = values.GetValue(_lambdaL1),
            LambdaL2 = values.GetValue(_lambdaL2),
            MaximumBins = values.GetValue(_bins),
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

    private static Option<double> Real(string name, string description, double standard) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => standard,
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
