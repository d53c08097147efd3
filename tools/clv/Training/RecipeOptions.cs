using System.CommandLine;
using ClvActors.CommandLine.Input;
using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.ValueModels;

namespace ClvActors.CommandLine.Training;

/// <summary>The options that say how to train.</summary>
internal sealed class RecipeOptions
{
    private readonly Option<string> _recipe = new("--recipe")
    {
        Description = "The champion with all its parts, or the published reference: trees on the logarithm of the spend.",
        HelpName = string.Join('|', TrainingRecipe.All),
        DefaultValueFactory = _ => TrainingRecipe.Champion,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!TrainingRecipe.All.Contains(text))
            {
                result.AddError($"--recipe: '{text}' is no recipe, expected {string.Join(" or ", TrainingRecipe.All)}.");
            }

            return text;
        },
    };

    private readonly Option<FeatureList> _set = CommonOptions.SetWithoutDefault(
        $"Which features to train on. [default: {FeatureSet.Behaviour.Name}, reference {FeatureSet.Reference.Name}]");

    private readonly BoostingOptions _boosting = new();

    /// <summary>The options, in the order of the help page.</summary>
    public IEnumerable<Option> All => [_recipe, _set, .. _boosting.All];

    /// <summary>The recipe that a command line asks for; tree parameters are those of the value's trees.</summary>
    /// <exception cref="WrongArgumentsException">A value is out of its range.</exception>
    public Recipe Read(ParseResult values)
    {
        bool isChampion = values.GetRequiredValue(_recipe) == TrainingRecipe.Champion;
        BoostingParameters trees = _boosting.Read(values, isChampion ? new OffsetBoostingParameters().Trees : ReferenceParameters.Value);
        FeatureList features = values.GetValue(_set) ?? (isChampion ? FeatureSet.Behaviour : FeatureSet.Reference);
        return new Recipe(isChampion, features, trees, _boosting.SplitSeed(values));
    }
}
