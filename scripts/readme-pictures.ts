import type { Look } from '../tests/pages/looks.ts'

export type ReadmePicture = {
  /** A name of `tests/pages/screens.ts`. */
  screen: string
  look: Look
  width: 1440 | 390
  height: number
  /** The part that is shown, when it is not the whole window. */
  part?: { x: number; y: number; width: number; height: number }
}

const zhLight: Look = { locale: 'zh-CN', theme: 'light' }

/** Every picture the READMEs may show, by its name in `docs/pictures`. */
export const readmePictures: Record<string, ReadmePicture> = {
  grant: {
    screen: 'grant',
    look: zhLight,
    width: 1440,
    height: 1340,
    part: { x: 208, y: 0, width: 1232, height: 1340 },
  },
  receipt: { screen: 'receipt-partial', look: zhLight, width: 1440, height: 1000 },
  channel: { screen: 'channel-edited', look: { locale: 'zh-CN', theme: 'dark' }, width: 1440, height: 1000 },
  expiring: { screen: 'expiring-chosen', look: zhLight, width: 1440, height: 900 },
  audit: { screen: 'audit', look: zhLight, width: 1440, height: 900 },
  event: { screen: 'event', look: { locale: 'en', theme: 'light' }, width: 1440, height: 1000 },
  diagnosis: { screen: 'diagnosis-refused', look: zhLight, width: 390, height: 1160 },
  palette: { screen: 'palette-found', look: { locale: 'en', theme: 'dark' }, width: 1440, height: 700 },
}
