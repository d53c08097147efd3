namespace ClvActors.Learning.Bundles;

/// <summary>Names of the ways to train a bundle.</summary>
public static class TrainingRecipe
{
    /// <summary>Buy-till-you-die models corrected by trees, with intervals, cold starts, lapsed customers and the next 30 days.</summary>
    public const string Champion = "champion";

    /// <summary>The published reference: trees on the logarithm of the spend, nothing else.</summary>
    public const string Reference = "reference";

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<string> All { get; } = [Champion, Reference];
}
