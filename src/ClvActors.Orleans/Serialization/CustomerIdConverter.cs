using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Serialization;

/// <summary>Has Orleans serialize <see cref="CustomerId"/>.</summary>
[RegisterConverter]
public sealed class CustomerIdConverter : IConverter<CustomerId, CustomerIdSurrogate>
{
    /// <inheritdoc/>
    public CustomerId ConvertFromSurrogate(in CustomerIdSurrogate surrogate) => surrogate.ToId();

    /// <inheritdoc/>
    public CustomerIdSurrogate ConvertToSurrogate(in CustomerId value) => new(value);
}
