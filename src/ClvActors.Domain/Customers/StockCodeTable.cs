namespace ClvActors.Domain.Customers;

/// <summary>Numbers stock codes in the order in which they are first seen, so that states hold four bytes instead of a text.</summary>
/// <remarks>One table serves all customers of one writer. Not thread-safe: only that writer may use it.</remarks>
public sealed class StockCodeTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _codes = [];

    /// <summary>How many codes are known.</summary>
    public int Count => _codes.Count;

    /// <summary>The number of a code, given to it now if it is new.</summary>
    public int NumberOf(string code)
    {
        if (!_numbers.TryGetValue(code, out int number))
        {
            number = _codes.Count;
            _numbers.Add(code, number);
            _codes.Add(code);
        }

        return number;
    }

    /// <summary>The code behind a number that this table gave.</summary>
    public string CodeOf(int number) => _codes[number];
}
