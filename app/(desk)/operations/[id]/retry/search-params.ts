import { createLoader, parseAsBoolean, parseAsNativeArrayOf, parseAsString } from 'nuqs/server'

const parsers = {
  /** Which causes to try again; none chosen and nothing said are told apart by `chosen`. */
  cause: parseAsNativeArrayOf(parseAsString),
  chosen: parseAsBoolean.withDefault(false),
}

export const loadRetrySearch = createLoader(parsers)
