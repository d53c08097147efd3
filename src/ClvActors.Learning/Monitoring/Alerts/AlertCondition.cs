namespace ClvActors.Learning.Monitoring.Alerts;

/// <summary>What an alert depends on, as it stands.</summary>
/// <param name="Code">One of <see cref="AlertCodes"/>.</param>
/// <param name="Subject">The horizon of an accuracy alert; empty for drift.</param>
/// <param name="Bundle">The bundle that it is about.</param>
/// <param name="Value">The figure; null while it is not known, which raises and clears nothing.</param>
/// <param name="RaiseAt">From here on it is raised.</param>
/// <param name="ClearBelow">Below this it is cleared; less than <paramref name="RaiseAt"/>, so that it does not flicker.</param>
/// <param name="Text">One sentence with the figures.</param>
public sealed record AlertCondition(string Code, string Subject, BundleIdentity Bundle, double? Value, double RaiseAt, double ClearBelow, string Text);
