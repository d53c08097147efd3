namespace ClvActors.Host.Dashboard.Explanations;

/// <summary>What a step of a waterfall stands for.</summary>
public enum WaterfallStepKind
{
    /// <summary>Where the model starts: its mean score in money.</summary>
    Start,

    /// <summary>One input.</summary>
    Input,

    /// <summary>All inputs that are not shown one by one.</summary>
    OtherInputs,

    /// <summary>What the model does after its score: calibration of the level, a floor at 0.</summary>
    AfterTheScore,

    /// <summary>The prediction.</summary>
    Total,
}
