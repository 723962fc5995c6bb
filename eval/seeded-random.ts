// Randomness that is the same for the same seed on every machine: sfc32 (Doty-Humphrey, PractRand), 128 bits of state.
// Each experiment draws from a stream of its own, so that adding one changes no figure of another.

export type Random = () => number

const WARM_UP = 20

/** Uniform in [0, 1) with 32 bits. */
export function seededRandom(seed: number, stream: string): Random {
  let a = 2166136261
  for (const character of stream) a = Math.imul(a ^ character.charCodeAt(0), 16777619)
  let b = seed | 0
  let c = Math.floor(seed / 2 ** 32) | 0
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let step = 0; step < WARM_UP; step += 1) next()
  return next
}
