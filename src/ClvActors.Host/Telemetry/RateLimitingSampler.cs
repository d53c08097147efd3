using OpenTelemetry.Trace;

namespace ClvActors.Host.Telemetry;

/// <summary>Decides of a trace that begins in this process, before any of its spans is made, by the budget of its kind.</summary>
/// <remarks>A request's trace always passes: its route is known only after routing, where <see cref="RequestSampling"/> decides. Safe on any thread.</remarks>
/// <param name="budget">The budget.</param>
internal sealed class RateLimitingSampler(TraceBudget budget) : Sampler
{
    /// <summary>Name under which ASP.NET Core begins the span of every request.</summary>
    public const string RequestName = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <summary>A sampler that follows whoever began a trace elsewhere and spends the budget on those that begin here.</summary>
    public static Sampler Within(TraceBudget budget) => new ParentBasedSampler(new RateLimitingSampler(budget));

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Name == RequestName || budget.TryTake(samplingParameters.Name) ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
}
