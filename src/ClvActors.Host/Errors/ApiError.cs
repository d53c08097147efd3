namespace ClvActors.Host.Errors;

/// <summary>What every refused request is answered with.</summary>
/// <param name="Error">Stable code for programs, as in <c>unknown_customer</c>.</param>
/// <param name="Message">What is wrong and what is allowed, for people.</param>
public sealed record ApiError(string Error, string Message);
