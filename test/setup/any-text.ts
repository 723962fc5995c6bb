// Text of any code points, halves of pairs among them. As `fc.string({ unit: 'binary' })`, which takes a second to make, does.
import fc from 'fast-check'

const anyCharacter = fc.oneof(
  { arbitrary: fc.integer({ min: 0x20, max: 0x7e }), weight: 2 },
  { arbitrary: fc.integer({ min: 0, max: 0x10_ff_ff }), weight: 3 },
  { arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }), weight: 1 },
)

export function anyText(maxLength = 10): fc.Arbitrary<string> {
  return fc.array(anyCharacter, { maxLength }).map((codes) => codes.map((code) => String.fromCodePoint(code)).join(''))
}
