using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;

namespace ClvActors.Domain.Surveys;

/// <summary>How far a customer's value has moved since a month end.</summary>
/// <param name="Customer">The customer as it stands now.</param>
/// <param name="Since">Value at the newest month end of the customer's history.</param>
public readonly record struct ValueMove(CustomerSummary Customer, ValuePoint Since)
{
    /// <summary>Value now less value then, in whole units of currency.</summary>
    public double Change => Customer.Record.PredictedValue - Since.PredictedValue;
}
