using System.Diagnostics.Metrics;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Service;

namespace ClvActors.Host.Telemetry;

/// <summary>The service's status as measurements, whatever engine stands behind it.</summary>
/// <remarks>They show the status of the last <see cref="Refresh"/>, and nothing before the first. In a cluster every silo shows the same: the cluster's.</remarks>
internal sealed class ServiceInstruments : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ClvActors.Service";

    private readonly Meter _meter;
    private volatile ServiceStatus? _status;
    private volatile bool _answers = true;

    /// <summary>Makes the instruments.</summary>
    /// <param name="telemetry">Whoever shows them.</param>
    public ServiceInstruments(HostTelemetry telemetry)
    {
        _meter = telemetry.CreateMeter(MeterName);
        _meter.CreateObservableGauge("clv.service.customers", Customers, "{customer}", "Customers by how they are valued.");
        _meter.CreateObservableCounter("clv.service.lines", Lines, "{line}", "Lines ever sent by what became of them.");
        _meter.CreateObservableCounter("clv.service.invoices.accepted", () => One(status => status.Counts.InvoicesAccepted), "{invoice}", "Invoices of which a first line was kept.");
        _meter.CreateObservableCounter("clv.service.invoices.rescored", () => One(status => status.Counts.InvoicesRescored), "{invoice}", "Accepted invoices after which the customer was scored again.");
        _meter.CreateObservableGauge("clv.service.sequence", () => One(status => status.Sequence), null, "Newest sequence number that is durable and applied.");
        _meter.CreateObservableGauge("clv.service.settled", () => One(status => status.IsSettled ? 1 : 0), null, "1 while every value stands at the as-of date and on the newest edges.");
        _meter.CreateObservableGauge("clv.service.healthy", () => One(status => status.Fault is null ? 1 : 0), null, "0 once the log has failed.");
        _meter.CreateObservableGauge("clv.service.answering", () => _answers ? 1 : 0, null, "0 while the service does not say how it stands: the other values of the service are its last known ones.");
        _meter.CreateObservableGauge("clv.service.edges.age", () => One(status => status.EdgesAge?.TotalSeconds ?? 0), "s", "Time since the rank edges were taken.");
        _meter.CreateObservableGauge("clv.service.log.size", () => One(status => status.LogBytes), "By", "Bytes in the log.");
        _meter.CreateObservableCounter("clv.service.log.syncs", () => One(status => status.Syncs), "{sync}", "Syncs of the log since the process started.");
    }

    /// <summary>Takes a new status.</summary>
    public void Refresh(ServiceStatus status)
    {
        _status = status;
        _answers = true;
    }

    /// <summary>There was no answer: the last status stays.</summary>
    public void MissStatus() => _answers = false;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<T>> One<T>(Func<ServiceStatus, T> value)
        where T : struct => _status is { } status ? [new Measurement<T>(value(status))] : [];

    private IEnumerable<Measurement<int>> Customers()
    {
        if (_status is not { } status)
        {
            return [];
        }

        return
        [
            new(status.ScoredCustomers, new KeyValuePair<string, object?>("state", "scored")),
            new(status.Customers - status.ScoredCustomers, new KeyValuePair<string, object?>("state", "cold_start")),
            new(status.LapsedCustomers, new KeyValuePair<string, object?>("state", "lapsed")),
        ];
    }

    private IEnumerable<Measurement<long>> Lines()
    {
        if (_status?.Counts is not { } counts)
        {
            return [];
        }

        return
        [
            new(counts.Accepted, new KeyValuePair<string, object?>("outcome", "accepted")),
            new(counts.Late, new KeyValuePair<string, object?>("outcome", "late")),
            new(counts.Duplicates, new KeyValuePair<string, object?>("outcome", "duplicate")),
            .. Enum.GetValues<RejectReason>().Select(reason =>
                new Measurement<long>(counts.Rejected(reason), new KeyValuePair<string, object?>("outcome", reason.Name()))),
        ];
    }
}
