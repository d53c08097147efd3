namespace ClvActors.Embedded.Journal;

/// <summary>A payload does not follow its format although its checksum is right, so a program wrote it wrongly.</summary>
/// <param name="reason">What is wrong, without a full stop.</param>
/// <param name="cause">The underlying error, if there is one.</param>
public sealed class PayloadFormatException(string reason, Exception? cause = null)
    : FormatException($"A payload cannot be read: {reason}.", cause);
