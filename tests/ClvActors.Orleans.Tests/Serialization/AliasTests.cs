using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ClvActors.Orleans.Tests.Serialization;

public sealed class AliasTests
{
    [Fact]
    public void Alias_EveryTypeAndGrainInterface_IsExplicitAndItsOwn()
    {
        Type[] types = [.. SerializedTypes.Values, .. SerializedTypes.Interfaces];
        Assert.True(SerializedTypes.Values.Length >= 30 && SerializedTypes.Interfaces.Length >= 4, "the types were not found");
        Assert.All(types, type => Assert.StartsWith("clv.", SerializedTypes.AliasOf(type) ?? $"(none: {type})", StringComparison.Ordinal));
        Assert.Equal(types.Length, types.Select(SerializedTypes.AliasOf).Distinct().Count());
    }

    [Fact]
    public void Alias_EveryMethodOfEveryGrainInterface_IsExplicitAndItsOwn()
    {
        foreach (Type type in SerializedTypes.Interfaces)
        {
            MethodInfo[] methods = type.GetMethods();
            Assert.All(methods, method => Assert.False(string.IsNullOrEmpty(SerializedTypes.AliasOf(method)), $"{type.Name}.{method.Name} has no alias"));
            Assert.Equal(methods.Length, methods.Select(SerializedTypes.AliasOf).Distinct().Count());
        }
    }

    [Fact]
    public void Id_EveryMember_IsExplicitAndUsedOnce()
    {
        foreach (Type type in SerializedTypes.Values)
        {
            uint[] ids = [.. SerializedTypes.MembersOf(type).Select(member => member.Id)];
            Assert.True(ids.Length == ids.Distinct().Count(), $"{type.Name} uses an id twice");
            foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                MemberInfo member = field.IsDefined(typeof(CompilerGeneratedAttribute)) ? PropertyOf(type, field) : field;
                Assert.True(member.IsDefined(typeof(IdAttribute)), $"{type.Name}.{member.Name} has no id");
            }
        }
    }

    /// <summary>An id, an alias, an order of parameters or a number of an enumeration that changes breaks clusters that are being upgraded.</summary>
    [Fact]
    public void Contract_OfAllTypesAndInterfaces_IsTheApprovedOne()
    {
        StringBuilder text = new();
        foreach (Type type in SerializedTypes.Values)
        {
            text.Append(SerializedTypes.AliasOf(type)).Append(" (").Append(type.IsValueType ? "struct " : "class ").Append(type.Name).Append(")\n");
            foreach ((uint id, string? name, Type memberType) in SerializedTypes.MembersOf(type))
            {
                text.Append("  ").Append(id).Append(' ').Append(name).Append(": ").Append(SerializedTypes.NameOf(memberType)).Append('\n');
            }
        }

        foreach (Type type in SerializedTypes.Interfaces)
        {
            text.Append(SerializedTypes.AliasOf(type)).Append(" (interface ").Append(type.Name).Append(")\n");
            foreach (MethodInfo method in type.GetMethods().OrderBy(SerializedTypes.AliasOf, StringComparer.Ordinal))
            {
                string parameters = string.Join(", ", method.GetParameters().Select(parameter => SerializedTypes.NameOf(parameter.ParameterType)));
                text.Append("  ").Append(SerializedTypes.AliasOf(method)).Append('(').Append(parameters).Append("): ").Append(SerializedTypes.NameOf(method.ReturnType)).Append('\n');
            }
        }

        foreach (Type type in SerializedTypes.Enums)
        {
            text.Append(type.Name).Append(" (enum)\n");
            foreach (object value in Enum.GetValues(type))
            {
                text.Append("  ").Append(Convert.ToInt32(value)).Append(' ').Append(value).Append('\n');
            }
        }

        Approved.EqualText("contract.txt", text.ToString());
    }

    private static MemberInfo PropertyOf(Type type, FieldInfo backing) =>
        type.GetProperty(backing.Name[1..backing.Name.IndexOf('>')], BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        ?? (MemberInfo)backing;
}
