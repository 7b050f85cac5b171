/** The picture every channel has before its own is known. */
export function Scenery() {
  return (
    <svg viewBox="0 0 248 150" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <linearGradient id="scenery-far" x2="0" y2="1">
          <stop stopColor="#2F6E8F" />
          <stop offset="1" stopColor="#BFD3C4" />
        </linearGradient>
        <linearGradient id="scenery-middle" x2="0" y2="1">
          <stop stopColor="#2E7A62" />
          <stop offset="1" stopColor="#DCE1C9" />
        </linearGradient>
        <linearGradient id="scenery-near" x2="0" y2="1">
          <stop stopColor="#1F4E5F" />
          <stop offset="1" stopColor="#7FA593" />
        </linearGradient>
      </defs>
      <rect width="248" height="150" fill="#EADFC6" />
      <circle cx="188" cy="44" r="15" fill="#B8452F" opacity=".9" />
      <path
        d="M0 96c18-10 26-38 40-42s20 22 34 14 18-30 30-30 20 36 36 40 26-18 40-16 30 26 68 22v66H0z"
        fill="url(#scenery-far)"
        opacity=".75"
      />
      <path
        d="M0 120c20-6 28-34 44-36s22 24 40 22 22-20 36-18 26 26 48 26 40-24 80-14v50H0z"
        fill="url(#scenery-middle)"
      />
      <path d="M0 150v-12c30-14 44-22 66-18s40 18 74 12 70-22 108-10v28z" fill="url(#scenery-near)" />
      <path d="M20 70h38M96 60h30M150 92h50" stroke="#F4EDDC" strokeWidth="2.5" strokeLinecap="round" opacity=".7" />
    </svg>
  )
}
