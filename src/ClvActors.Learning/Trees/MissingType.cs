namespace ClvActors.Learning.Trees;

/// <summary>What a numeric split takes for a missing value.</summary>
public enum MissingType
{
    /// <summary>Nothing is missing; NaN is read as 0.</summary>
    None = 0,

    /// <summary>Zero (magnitude up to 1e-35) and NaN are missing and go in the default direction.</summary>
    Zero = 1,

    /// <summary>NaN is missing and goes in the default direction.</summary>
    NaN = 2,
}
