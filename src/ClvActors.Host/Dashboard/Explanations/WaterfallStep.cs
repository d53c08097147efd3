namespace ClvActors.Host.Dashboard.Explanations;

/// <summary>One step of a waterfall in money.</summary>
/// <param name="Kind">What the step stands for.</param>
/// <param name="Feature">Name of the input; empty unless the kind is <see cref="WaterfallStepKind.Input"/>.</param>
/// <param name="Value">The input's value as the model saw it; NaN otherwise or when it was missing.</param>
/// <param name="From">Amount before the step, in whole units of currency.</param>
/// <param name="To">Amount after it; the step after begins there.</param>
/// <param name="Inputs">How many inputs it stands for.</param>
public readonly record struct WaterfallStep(WaterfallStepKind Kind, string Feature, double Value, double From, double To, int Inputs)
{
    /// <summary>What the step adds.</summary>
    public double Change => To - From;
}
