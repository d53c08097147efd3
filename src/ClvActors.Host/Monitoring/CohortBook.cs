using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Host.Monitoring;

/// <summary>The cohorts that are kept: reads on what is due and forgets what is done.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class CohortBook
{
    private const int MostIds = 1_000;

    private readonly ICustomerValueService _service;
    private readonly MonitoringStore _store;
    private readonly List<PredictionCohort> _cohorts;

    /// <summary>Opens the book.</summary>
    /// <param name="service">Knows the purchases.</param>
    /// <param name="store">Keeps the cohorts.</param>
    public CohortBook(ICustomerValueService service, MonitoringStore store)
    {
        _service = service;
        _store = store;
        _cohorts = [.. store.ReadCohorts()];
    }

    /// <summary>The cohorts, oldest first.</summary>
    public IReadOnlyList<PredictionCohort> Cohorts => _cohorts;

    /// <summary>Whether a date's month has no cohort yet.</summary>
    public bool IsDue(DateOnly asOf) => _cohorts.Count == 0 || (asOf.Year, asOf.Month).CompareTo((_cohorts[^1].Made.Year, _cohorts[^1].Made.Month)) > 0;

    /// <summary>Adds a cohort of a later date than all others.</summary>
    public void Add(PredictionCohort cohort)
    {
        _store.Write(cohort);
        _cohorts.Add(cohort);
    }

    /// <summary>Reads what is due at an as-of date.</summary>
    /// <returns>Whether a horizon has ended, measured or not.</returns>
    public async Task<bool> ReadAsync(DateOnly asOf, CancellationToken cancellation)
    {
        bool hasEnded = false;
        for (int at = 0; at < _cohorts.Count; at++)
        {
            PredictionCohort cohort = _cohorts[at];
            if (!cohort.Horizons.Any(horizon => CohortSchedule.Due(cohort, horizon, asOf) is not null))
            {
                continue;
            }

            IReadOnlyList<CustomerPurchases> purchases = await PurchasesAsync(cohort, cancellation);
            PredictionCohort read = cohort with
            {
                Horizons = [.. cohort.Horizons.Select(horizon => CohortSchedule.Due(cohort, horizon, asOf) is { } until ? CohortReading.Read(cohort, horizon, until, purchases) : horizon)],
            };
            hasEnded |= read.Horizons.Zip(cohort.Horizons).Any(pair => pair.First.State != pair.Second.State);
            _store.Write(read);
            _cohorts[at] = read;
        }

        return hasEnded;
    }

    /// <summary>Forgets the cohorts that are done; what they have shown must be in the report by now.</summary>
    public void Forget()
    {
        // The newest stays, so that its month is known to have one.
        foreach (PredictionCohort cohort in _cohorts.SkipLast(1).Where(cohort => AccuracyRows.IsDone(cohort, _cohorts)).ToList())
        {
            _store.Delete(cohort);
            _cohorts.Remove(cohort);
        }
    }

    private async Task<IReadOnlyList<CustomerPurchases>> PurchasesAsync(PredictionCohort cohort, CancellationToken cancellation)
    {
        List<CustomerPurchases> all = new(cohort.Customers.Length);
        foreach (string[] ids in cohort.Customers.Chunk(MostIds))
        {
            all.AddRange(await _service.PurchasesAsync([.. ids.Select(IdOf)], cancellation));
        }

        return all;
    }

    private static CustomerId IdOf(string text) => CustomerId.TryParse(text, out CustomerId id) ? id : throw new InvalidDataException($"\"{text}\" is no customer id");
}
