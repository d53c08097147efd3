using System.Collections.Concurrent;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;

namespace ClvActors.Orleans.Tests.Storage;

/// <summary>The store's rules over dictionaries, one customer at a time.</summary>
internal sealed class OracleCustomerStore
{
    private readonly ConcurrentDictionary<CustomerId, Customer> _customers = new();

    /// <summary>Applies a write.</summary>
    /// <returns>Whether it is stored; false for a conflict, which changes nothing.</returns>
    public bool Write(CustomerWrite write)
    {
        Customer customer = _customers.GetOrAdd(write.Customer, _ => new Customer());
        bool hasRow = write.JournalSequence > 0;
        bool isRowThere = customer.Rows.TryGetValue(write.JournalSequence, out CustomerWrite? row);
        if (hasRow && isRowThere && (row!.Writer != write.Writer || !row.Lines.ToArray().SequenceEqual(write.Lines.ToArray())))
        {
            return false;
        }

        if (write.EntryVersion > 0 && write.EntryVersion <= customer.Version)
        {
            return !(hasRow && !isRowThere) && IsRetry(customer, write, isRowThere);
        }

        if (hasRow && !isRowThere)
        {
            customer.Rows.Add(write.JournalSequence, write);
        }

        if (write.EntryVersion > 0)
        {
            customer.Newest = write;
        }

        return true;
    }

    public IEnumerable<(long Sequence, byte[] Lines)> Rows(CustomerId id) =>
        _customers.TryGetValue(id, out Customer? customer) ? customer.Rows.Select(row => (row.Key, row.Value.Lines.ToArray())) : [];

    public byte[]? Entry(CustomerId id) => _customers.TryGetValue(id, out Customer? customer) ? customer.Newest?.Entry.ToArray() : null;

    public IEnumerable<byte[]> Partition(int partition) =>
        from customer in _customers.Values
        let newest = customer.Newest
        where newest is not null && newest.Partition == partition
        select newest.Entry.ToArray();

    private static bool IsRetry(Customer customer, CustomerWrite write, bool isRowThere)
    {
        CustomerWrite newest = customer.Newest!;
        return newest.EntryVersion > write.EntryVersion
            ? isRowThere || newest.Writer == write.Writer
            : newest.Writer == write.Writer && newest.Entry.ToArray().SequenceEqual(write.Entry.ToArray());
    }

    private sealed class Customer
    {
        public SortedDictionary<long, CustomerWrite> Rows { get; } = [];

        public CustomerWrite? Newest { get; set; }

        public long Version => Newest?.EntryVersion ?? 0;
    }
}
