namespace ClvActors.Learning.Evaluation.Tuning;

/// <summary>How values of a parameter are drawn from its range.</summary>
public enum ParameterScale
{
    /// <summary>All values equally likely.</summary>
    Linear,

    /// <summary>All orders of magnitude equally likely.</summary>
    Logarithmic,

    /// <summary>All whole numbers equally likely.</summary>
    Whole,

    /// <summary>Whole numbers, all orders of magnitude equally likely.</summary>
    WholeLogarithmic,
}
