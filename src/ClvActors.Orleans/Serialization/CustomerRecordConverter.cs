using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Serialization;

/// <summary>Has Orleans serialize <see cref="CustomerRecord"/>.</summary>
[RegisterConverter]
public sealed class CustomerRecordConverter : IConverter<CustomerRecord, CustomerRecordSurrogate>
{
    /// <inheritdoc/>
    public CustomerRecord ConvertFromSurrogate(in CustomerRecordSurrogate surrogate) => surrogate.ToRecord();

    /// <inheritdoc/>
    public CustomerRecordSurrogate ConvertToSurrogate(in CustomerRecord value) =>
        new()
        {
            Id = new CustomerIdSurrogate(value.Id),
            Features = value.Features.Values.ToArray(),
            PredictedValue = value.PredictedValue,
            RawScore = value.Prediction.RawScore,
            Source = (int)value.Source,
            AsOfDay = value.Window.AsOfDay,
            EdgesVersion = value.EdgesVersion,
            BundleId = value.BundleId,
            FirstPurchaseDay = value.FirstPurchaseDay,
            LastPurchaseDay = value.LastPurchaseDay,
            WaitingInvoices = value.WaitingInvoices,
            FeatureSetVersion = FeatureSet.Behaviour.Version,
            Outputs = PredictionOutputs.Of(value),
        };
}
