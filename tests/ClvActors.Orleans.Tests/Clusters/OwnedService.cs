using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Tests.Clusters;

/// <summary>A service that takes its cluster with it.</summary>
internal sealed class OwnedService(ICustomerValueService inner, IAsyncDisposable owner) : ICustomerValueService
{
    public ValueTask<IngestResult> IngestAsync(TransactionBatch batch, CancellationToken cancellation = default) => inner.IngestAsync(batch, cancellation);

    public ValueTask<CustomerDetail?> FindAsync(CustomerId id, CancellationToken cancellation = default) => inner.FindAsync(id, cancellation);

    public ValueTask<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most, CancellationToken cancellation = default) =>
        inner.SearchAsync(prefix, most, cancellation);

    public ValueTask<IReadOnlyList<CustomerPurchases>> PurchasesAsync(IReadOnlyList<CustomerId> ids, CancellationToken cancellation = default) =>
        inner.PurchasesAsync(ids, cancellation);

    public ValueTask<PopulationSurvey> SurveyAsync(SurveyRequest request, CancellationToken cancellation = default) => inner.SurveyAsync(request, cancellation);

    public ValueTask<CustomerPage> ListAsync(CustomerQuery query, CancellationToken cancellation = default) => inner.ListAsync(query, cancellation);

    public ValueTask<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed = false, CancellationToken cancellation = default) =>
        inner.PortfolioAsync(includeLapsed, cancellation);

    public ValueTask<IReadOnlyList<SegmentSummary>> SegmentsAsync(bool includeLapsed = false, CancellationToken cancellation = default) =>
        inner.SegmentsAsync(includeLapsed, cancellation);

    public ValueTask<WhatIfAnswer> PredictAsync(ReadOnlyMemory<double> known, CancellationToken cancellation = default) => inner.PredictAsync(known, cancellation);

    public IAsyncEnumerable<ValueChange> ChangesAsync(ChangePosition after, CancellationToken cancellation = default) => inner.ChangesAsync(after, cancellation);

    public ValueTask<ServiceStatus> StatusAsync(CancellationToken cancellation = default) => inner.StatusAsync(cancellation);

    public ValueTask<DateOnly?> AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation = default) => inner.AdvanceAsOfAsync(asOf, cancellation);

    public ValueTask SettleAsync(CancellationToken cancellation = default) => inner.SettleAsync(cancellation);

    public ValueTask SwapModelAsync(string bundlePath, CancellationToken cancellation = default) => inner.SwapModelAsync(bundlePath, cancellation);

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await owner.DisposeAsync();
    }
}
