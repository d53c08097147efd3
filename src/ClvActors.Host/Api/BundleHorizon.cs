using ClvActors.Domain.Service;

namespace ClvActors.Host.Api;

/// <summary>The horizon of the serving bundle, so that a lookup need not ask for the whole status.</summary>
/// <remarks>A bundle never changes, so what was learned of it stays true. Safe on any thread.</remarks>
internal sealed class BundleHorizon(ICustomerValueService service)
{
    private volatile Known? _known;

    /// <summary>Days that a value of a bundle covers.</summary>
    public ValueTask<int> OfAsync(string bundle, CancellationToken cancellation) =>
        _known is { } known && known.Bundle == bundle ? ValueTask.FromResult(known.Days) : AskAsync(cancellation);

    private async ValueTask<int> AskAsync(CancellationToken cancellation)
    {
        ServiceStatus status = await service.StatusAsync(cancellation);
        _known = new Known(status.BundleId, status.HorizonDays);
        return status.HorizonDays;
    }

    private sealed record Known(string Bundle, int Days);
}
