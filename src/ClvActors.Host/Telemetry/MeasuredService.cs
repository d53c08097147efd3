using System.Diagnostics;
using System.Runtime.CompilerServices;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Live;

namespace ClvActors.Host.Telemetry;

/// <summary>The service with a duration and a span for every call, the same whatever engine stands behind it.</summary>
/// <remarks>
/// Spans carry sizes and outcomes, never a customer's id or a message. The time is the caller's: until the answer, not until it is written to a client. Disposing passes through to the service. Safe on any thread.
/// </remarks>
internal sealed class MeasuredService(ICustomerValueService inner, AcknowledgementTimes acknowledgements, TimeProvider time) : ICustomerValueService
{
    /// <inheritdoc/>
    public async ValueTask<IngestResult> IngestAsync(TransactionBatch batch, CancellationToken cancellation = default)
    {
        using Activity? span = ServiceCallInstruments.StartSpan(ServiceCall.Ingest);
        int lines = batch.Lines.Count + batch.MalformedLines;
        ServiceCallInstruments.Arrived(lines);
        long start = time.GetTimestamp();
        try
        {
            IngestResult result = await inner.IngestAsync(batch, cancellation);
            TimeSpan duration = time.GetElapsedTime(start);
            acknowledgements.Record(duration);
            ServiceCallInstruments.Ended(ServiceCall.Ingest, duration, CallOutcome.Ok);
            if (span is { IsAllDataRequested: true })
            {
                span.SetTag("clv.lines", lines);
                span.SetTag("clv.sequence", result.Sequence);
                span.SetTag("clv.accepted", result.Counts.Accepted);
            }

            return result;
        }
        catch (Exception failure)
        {
            span?.SetTag("clv.lines", lines);
            Fail(ServiceCall.Ingest, start, span, failure);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CustomerDetail?> FindAsync(CustomerId id, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Lookup, (id, cancellation), static (service, call) => service.FindAsync(call.id, call.cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Search, (prefix, most, cancellation), static (service, call) => service.SearchAsync(call.prefix, call.most, call.cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomerPurchases>> PurchasesAsync(IReadOnlyList<CustomerId> ids, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Purchases, (ids, cancellation), static (service, call) => service.PurchasesAsync(call.ids, call.cancellation));

    /// <inheritdoc/>
    public ValueTask<PopulationSurvey> SurveyAsync(SurveyRequest request, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Survey, (request, cancellation), static (service, call) => service.SurveyAsync(call.request, call.cancellation));

    /// <inheritdoc/>
    public ValueTask<CustomerPage> ListAsync(CustomerQuery query, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.List, (query, cancellation), static (service, call) => service.ListAsync(call.query, call.cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed = false, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Portfolio, (includeLapsed, cancellation), static (service, call) => service.PortfolioAsync(call.includeLapsed, call.cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentSummary>> SegmentsAsync(bool includeLapsed = false, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Segments, (includeLapsed, cancellation), static (service, call) => service.SegmentsAsync(call.includeLapsed, call.cancellation));

    /// <inheritdoc/>
    public ValueTask<WhatIfAnswer> PredictAsync(ReadOnlyMemory<double> known, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Predict, (known, cancellation), static (service, call) => service.PredictAsync(call.known, call.cancellation));

    /// <inheritdoc/>
    public async IAsyncEnumerable<ValueChange> ChangesAsync(ChangePosition after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ServiceCallInstruments.CountFeed(1);
        try
        {
            await foreach (ValueChange change in inner.ChangesAsync(after, cancellation))
            {
                yield return change;
            }
        }
        finally
        {
            ServiceCallInstruments.CountFeed(-1);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ServiceStatus> StatusAsync(CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.Status, cancellation, static (service, call) => service.StatusAsync(call));

    /// <inheritdoc/>
    public ValueTask<DateOnly?> AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation = default) =>
        MeasureAsync(ServiceCall.AdvanceAsOf, (asOf, cancellation), static (service, call) => service.AdvanceAsOfAsync(call.asOf, call.cancellation));

    /// <inheritdoc/>
    public async ValueTask SettleAsync(CancellationToken cancellation = default) =>
        await MeasureAsync(ServiceCall.Settle, cancellation, static async (service, call) =>
        {
            await service.SettleAsync(call);
            return true;
        });

    /// <inheritdoc/>
    public async ValueTask SwapModelAsync(string bundlePath, CancellationToken cancellation = default) =>
        await MeasureAsync(ServiceCall.SwapModel, (bundlePath, cancellation), static async (service, call) =>
        {
            await service.SwapModelAsync(call.bundlePath, call.cancellation);
            return true;
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    // The arguments travel as state, so that a call allocates nothing that the service itself does not.
    private async ValueTask<TAnswer> MeasureAsync<TArguments, TAnswer>(
        ServiceCall call, TArguments arguments, Func<ICustomerValueService, TArguments, ValueTask<TAnswer>> ask)
    {
        // How the service stands is asked every second by the process itself: spans of that would bury the others.
        using Activity? span = call == ServiceCall.Status ? null : ServiceCallInstruments.StartSpan(call);
        long start = time.GetTimestamp();
        try
        {
            TAnswer answer = await ask(inner, arguments);
            ServiceCallInstruments.Ended(call, time.GetElapsedTime(start), CallOutcome.Ok);
            return answer;
        }
        catch (Exception failure)
        {
            Fail(call, start, span, failure);
            throw;
        }
    }

    private void Fail(ServiceCall call, long start, Activity? span, Exception failure)
    {
        string outcome = CallOutcome.Of(failure);
        ServiceCallInstruments.Ended(call, time.GetElapsedTime(start), outcome);
        span?.SetTag("error.type", failure.GetType().Name);
        span?.SetStatus(ActivityStatusCode.Error, outcome);
    }
}
