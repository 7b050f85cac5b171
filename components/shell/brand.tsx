/** 钤, as an outline: the mark must not wait for a font. */
const CHARACTER =
  'M14.28 10.36 14.13 10.44C14.55 11.07 14.93 12.02 14.91 12.86C16.32 14.15 18.08 11.36 14.28 10.36ZM9.19 6.83C9.55 6.79 9.68 6.66 9.71 6.48L7.45 5.87C7.32 7.48 6.74 10.24 6 11.82L6.14 11.91C6.42 11.65 6.68 11.37 6.94 11.05L6.95 11.12H8.13V13.39H6.11L6.23 13.79H8.13V16.92C8.13 17.21 8.03 17.34 7.36 17.87L9.01 19.35C9.1 19.26 9.17 19.13 9.23 18.95C10.58 17.5 11.61 16.16 12.13 15.44L12.04 15.31C11.25 15.81 10.43 16.27 9.74 16.68V13.79H11.74C11.88 13.79 12 13.75 12.04 13.65L12.17 14.05H16.86C16.29 15.5 15.35 17.61 14.54 19.24C15.25 19.52 15.76 19.55 16.19 19.42C16.91 17.91 17.96 15.6 18.47 14.36C18.8 14.33 19.03 14.24 19.15 14.11L17.6 12.82L16.86 13.63H12.06C12.1 13.62 12.12 13.59 12.12 13.56C11.62 13.04 10.75 12.3 10.75 12.3L9.98 13.39H9.74V11.12H11.3C11.51 11.12 11.65 11.05 11.68 10.89C11.17 10.37 10.29 9.63 10.29 9.63L9.51 10.7H7.21C7.72 10.04 8.16 9.28 8.52 8.54H11.97C12.17 8.54 12.33 8.47 12.36 8.31C11.81 7.77 10.88 7.02 10.88 7.02L10.07 8.12H8.71C8.91 7.67 9.07 7.24 9.19 6.83ZM16.61 6.4 14.54 5.79C13.99 8.5 12.77 10.94 11.38 12.46L11.55 12.62C13.41 11.46 14.9 9.66 15.89 7.11C16.42 9.54 17.29 11.41 18.66 12.63C18.89 11.86 19.35 11.4 19.95 11.27L19.97 11.12C18.38 10.31 16.81 8.69 16.05 6.72V6.7C16.36 6.7 16.55 6.57 16.61 6.4Z'

/** The mark is drawn, not a picture, so that it follows the theme. */
export function BrandMark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 26 26" width={size} height={size} className="shrink-0" aria-hidden="true">
      <rect x="1" y="1" width="24" height="24" rx="4.5" fill="var(--mark)" />
      <rect
        x="3"
        y="3"
        width="20"
        height="20"
        rx="3"
        fill="none"
        stroke="var(--mark-ink)"
        strokeOpacity=".5"
        strokeWidth=".8"
      />
      <path d={CHARACTER} fill="var(--mark-ink)" />
    </svg>
  )
}

export function Brand() {
  return (
    <>
      <BrandMark />
      <span className="word">
        <b className="block font-serif text-[16px] leading-5 tracking-[.1em]" lang="zh-CN">
          钤印
        </b>
        <span className="block text-[11px] leading-[14px] tracking-[.02em] text-ink-3" lang="en">
          Countersign
        </span>
      </span>
    </>
  )
}
