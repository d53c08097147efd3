using ClvActors.Domain.Transactions;

namespace ClvActors.Files.Generation;

/// <summary>One product on sale.</summary>
/// <param name="Code">Five digits, some with a letter for the variant.</param>
/// <param name="Description">Text in capitals, as in the dataset.</param>
/// <param name="Price">Price of a small quantity.</param>
internal readonly record struct ShopProduct(string Code, string Description, Money Price);
