// What must look and write in one step, in Redis itself, so that nobody comes in between. Each touches a single key.

/**
 * KEYS[1] the entity's hash. ARGV[1] its life in ms, then per fact: field, observed_at, encoded fact.
 * A field without an age, or a key that is no hash, counts as absent.
 */
export const WRITE_NEWER = `
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then redis.call('DEL', KEYS[1]) end
for i = 2, #ARGV, 3 do
  local held = redis.call('HGET', KEYS[1], ARGV[i])
  local heldAt = held and tonumber(string.match(held, '^(-?%d[%d.e+-]*) '))
  if not heldAt or heldAt <= tonumber(ARGV[i + 1]) then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
`

/** KEYS[1] the entity's hash. ARGV: field and text; the field goes if it still holds this text. */
export const REMOVE_TEXT = `
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then return redis.call('HDEL', KEYS[1], ARGV[1]) end
return 0
`
