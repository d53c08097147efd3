using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Serialization;

/// <summary><see cref="CustomerId"/> on the wire and in storage: the number, or the text.</summary>
[GenerateSerializer, Immutable, Alias("clv.customer-id")]
public readonly struct CustomerIdSurrogate
{
    /// <summary>The integer, or -1 for a text.</summary>
    [Id(0)]
    public long Number { get; }

    /// <summary>The text, or null for an integer.</summary>
    [Id(1)]
    public string? Text { get; }

    /// <summary>Takes an id apart.</summary>
    public CustomerIdSurrogate(CustomerId id)
    {
        Number = id.IsInteger ? id.Number : -1;
        Text = id.IsInteger ? null : id.ToString();
    }

    /// <summary>The id again.</summary>
    public CustomerId ToId() => Text is { } text ? CustomerId.Parse(text) : CustomerId.FromNumber(Number);
}
