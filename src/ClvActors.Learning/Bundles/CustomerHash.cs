using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClvActors.Domain.Transactions;

namespace ClvActors.Learning.Bundles;

/// <summary>Decides from the id alone which customers are held out, so that every training of a series holds out the same ones, new customers included.</summary>
/// <remarks>
/// A fifth of all customers: those whose hash, the first four bytes (big-endian) of SHA-256 over the UTF-8 text <c>seed:id</c>, is a multiple of 5. Without it a customer who is held out of one
/// month's training is trained on in the next, and two bundles have hardly any customers in common that neither has seen. Stateless; safe on any thread.
/// </remarks>
public static class CustomerHash
{
    private const uint Parts = 5;

    /// <summary>Whether a customer is held out.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="seed">Seed of the series.</param>
    public static bool IsHeldOut(CustomerId customer, int seed)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}:{customer}")));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) % Parts == 0;
    }
}
