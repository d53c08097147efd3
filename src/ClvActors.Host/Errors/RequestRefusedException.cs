namespace ClvActors.Host.Errors;

/// <summary>Leaves the reading of a request with an answer for the client.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="message">What is wrong and what is allowed.</param>
internal sealed class RequestRefusedException(int status, string code, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; } = code;
}
