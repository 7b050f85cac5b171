/** The same log on every machine. */
export const LOG_SEED = 20_261_121
