using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Service;

/// <summary>Takes one batch through the cluster: number, customers, as-of date, acknowledgement.</summary>
/// <remarks>
/// Every step is repeated until it is known to have happened or the time is over, and every step is idempotent: a customer that took the lines of a number
/// before answers what it counted then. Safe on any thread.
/// </remarks>
internal sealed class BatchIngestion(
    IGrainFactory grains, CustomerGrains customers, ILocalSiloDetails silo, IPopulationViews views, ClusterOptions options, TimeProvider time)
{
    private const int CustomersAtOnce = 512;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes a batch in.</summary>
    /// <exception cref="ServiceUnavailableException">The cluster did not take it in time; parts may be durable, and sending it again is safe.</exception>
    public async Task<IngestResult> IngestAsync(BatchParts parts)
    {
        Batch batch = new(parts, time.GetTimestamp());
        batch.Ticket = await RepeatAsync(batch, () => Aggregator.Begin(silo.SiloAddress));
        try
        {
            // A silo whose view is older may lack a month end that lies before the predicted day, or take lines into a month that is closed.
            PopulationView view = await RepeatAsync(batch, () => views.AtLeastAsync(batch.Ticket.ViewVersion).AsTask());
            int asOfDay = Predict(parts, view);
            await EachCustomerAsync(
                batch, parts.Lines, lines => new CustomerLines([.. lines.Value], batch.Ticket.Sequence, asOfDay, view.Version), isFirst: true);
            return await CompleteAsync(batch);
        }
        catch
        {
            _ = AbandonAsync(batch.Ticket);
            throw;
        }
    }

    private ISegmentAggregatorGrain Aggregator { get; } = grains.GetGrain<ISegmentAggregatorGrain>(0);

    // Where the event clock will stand after the batch, so that its customers are scored there at once. A month end on the way has to be closed first.
    private int Predict(BatchParts parts, PopulationView view)
    {
        if (options.Clock != AsOfClock.Event || view.Version == 0)
        {
            return -1;
        }

        int day = new NewestDates(view.NewestCustomer, view.NewestDay, view.AsOfDay).Merge(parts.Newest).SecondDay;
        return options.ClosesMonth(view.AsOfDay, day) ? -1 : day;
    }

    private async Task<IngestResult> CompleteAsync(Batch batch)
    {
        while (true)
        {
            BatchAnswer answer = await RepeatAsync(batch, () => Aggregator.Complete(batch.ToCompletion()));
            switch (answer.Verdict)
            {
                case BatchVerdict.Done:
                    DateOnly? asOf = answer.AsOfDay < 0 ? null : DateOnly.FromDayNumber(answer.AsOfDay);
                    return new IngestResult(batch.Counts, batch.Ticket.Sequence, asOf);
                case BatchVerdict.Rescore:
                    await EachCustomerAsync(
                        batch,
                        batch.Behind(answer.AsOfDay),
                        _ => new CustomerLines([], batch.Ticket.Sequence, answer.AsOfDay, answer.ViewVersion),
                        isFirst: false);
                    batch.IsRescored = true;
                    break;
                default:
                    long former = batch.Ticket.Sequence;
                    batch.Ticket = await RepeatAsync(batch, () => Aggregator.Begin(silo.SiloAddress));
                    await EachCustomerAsync(
                        batch, batch.Parts.Lines, _ => new CustomerLines([], batch.Ticket.Sequence, -1, batch.Ticket.ViewVersion, former), isFirst: false);
                    break;
            }
        }
    }

    private async Task EachCustomerAsync(
        Batch batch,
        IEnumerable<KeyValuePair<CustomerId, List<TransactionLine>>> ofCustomers,
        Func<KeyValuePair<CustomerId, List<TransactionLine>>, CustomerLines> linesOf,
        bool isFirst)
    {
        List<(CustomerId Customer, Task<CustomerIngestResult> Answer)> pending = new(CustomersAtOnce);
        foreach (KeyValuePair<CustomerId, List<TransactionLine>> customer in ofCustomers)
        {
            CustomerLines lines = linesOf(customer);
            ICustomerGrain grain = customers[customer.Key];
            pending.Add((customer.Key, AskAsync(batch, grain, lines)));
            if (pending.Count == CustomersAtOnce)
            {
                await NoteAsync(batch, pending, isFirst);
            }
        }

        await NoteAsync(batch, pending, isFirst);
    }

    private Task<CustomerIngestResult> AskAsync(Batch batch, ICustomerGrain grain, CustomerLines lines)
    {
        Task<CustomerIngestResult> first = grain.Ingest(lines);
        return first.IsCompletedSuccessfully ? first : RepeatAsync(batch, () => grain.Ingest(lines), first);
    }

    private static async Task NoteAsync(Batch batch, List<(CustomerId Customer, Task<CustomerIngestResult> Answer)> pending, bool isFirst)
    {
        await Task.WhenAll(pending.Select(customer => customer.Answer));
        foreach ((CustomerId customer, Task<CustomerIngestResult> answer) in pending)
        {
            batch.Note(customer, await answer, isFirst);
        }

        pending.Clear();
    }

    private async Task<T> RepeatAsync<T>(Batch batch, Func<Task<T>> call, Task<T>? first = null)
    {
        TimeSpan pause = FirstRetry;
        while (true)
        {
            try
            {
                return await (first ?? call());
            }
            catch (Exception failure) when (failure is not ArgumentException)
            {
                if (time.GetElapsedTime(batch.Started) >= options.IngestTimeout)
                {
                    throw new ServiceUnavailableException(
                        $"The cluster did not take the batch within {options.IngestTimeout.TotalSeconds:0} s; sending it again is safe ({FailureCause.Describe(failure)}).",
                        failure is ServiceUnavailableException { IsStorageFull: true },
                        failure);
                }
            }

            first = null;
            await Task.Delay(pause, time);
            pause = pause * 2 < LongestRetry ? pause * 2 : LongestRetry;
        }
    }

    private async Task AbandonAsync(BatchTicket ticket)
    {
        try
        {
            await Aggregator.Abort(ticket);
        }
        catch (Exception unreachable) when (unreachable is not OutOfMemoryException)
        {
            // The aggregator gives it up by itself after a while.
        }
    }

    private sealed class Batch(BatchParts parts, long started)
    {
        private readonly Dictionary<CustomerId, int> _days = new(parts.Lines.Count);

        public BatchParts Parts => parts;

        public long Started => started;

        public BatchTicket Ticket { get; set; }

        public bool IsRescored { get; set; }

        public IngestCounts Counts { get; } = parts.Rejected.Copy();

        public void Note(CustomerId customer, CustomerIngestResult result, bool isFirst)
        {
            _days[customer] = result.AsOfDay;
            if (isFirst)
            {
                Counts.Add(IngestCounts.FromArray(result.Counts));
            }
        }

        public IEnumerable<KeyValuePair<CustomerId, List<TransactionLine>>> Behind(int day) =>
            [.. parts.Lines.Where(customer => _days[customer.Key] < day)];

        public BatchCompletion ToCompletion() => new(
            Ticket,
            Counts.ToArray(),
            parts.Newest.First,
            parts.Newest.FirstDay,
            parts.Newest.SecondDay,
            parts.OldestDay,
            IsRescored || _days.Count == 0 ? int.MaxValue : _days.Values.Min());
    }
}
