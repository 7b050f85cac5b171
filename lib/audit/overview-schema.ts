/** One value of a facet: how often it occurs, and the query with it taken in, or left out if it is in. */
export type FacetChoice = { value: string; label: string; count: number; isChosen: boolean; written: string }

export type OverviewView = {
  total: number
  isAtLeast: boolean
  trouble: number
  facets: { kind: 'outcome' | 'actor' | 'action' | 'target'; isAtLeast: boolean; choices: FacetChoice[] }[]
  histogram: {
    from: string
    stepMs: number
    bars: { count: number; trouble: number; isAtLeast: boolean }[]
    countedFrom: string | null
  }
}
