namespace ClvActors.Orleans.Partitions;

/// <summary>Which customers are due on which day.</summary>
/// <remarks>Customers go by their place in the partition. Not thread-safe.</remarks>
internal sealed class DueDays
{
    private readonly SortedDictionary<int, HashSet<int>> _customersByDay = [];

    /// <summary>Moves a customer to another day.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="from">The day so far, or <see cref="CustomerEntry.NeverDue"/>.</param>
    /// <param name="to">The day from now on, or <see cref="CustomerEntry.NeverDue"/>.</param>
    public void Move(int customer, int from, int to)
    {
        if (from == to)
        {
            return;
        }

        if (from != CustomerEntry.NeverDue && _customersByDay.TryGetValue(from, out HashSet<int>? left) && left.Remove(customer) && left.Count == 0)
        {
            _customersByDay.Remove(from);
        }

        if (to != CustomerEntry.NeverDue)
        {
            if (!_customersByDay.TryGetValue(to, out HashSet<int>? entered))
            {
                _customersByDay.Add(to, entered = []);
            }

            entered.Add(customer);
        }
    }

    /// <summary>Whether somebody is due up to a day.</summary>
    public bool HasUpTo(int day)
    {
        foreach (int first in _customersByDay.Keys)
        {
            return first <= day;
        }

        return false;
    }

    /// <summary>Everyone who is due up to a day, the earliest day first.</summary>
    public IEnumerable<int> UpTo(int day) => _customersByDay.TakeWhile(entry => entry.Key <= day).SelectMany(entry => entry.Value);
}
