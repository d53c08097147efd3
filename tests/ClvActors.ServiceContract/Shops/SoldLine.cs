using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Shops;

/// <summary>A line and the day on which it was sold, which a typing error may hide.</summary>
public readonly record struct SoldLine(int Day, TransactionLine Line);
