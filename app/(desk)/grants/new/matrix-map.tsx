'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { planAt } from '@/lib/grants/plan-schema'
import type { CellPlan } from '@/lib/grants/schema'
import type { MatrixView } from './matrix-view'

const WIDTH = 76
const inks: Record<CellPlan | 'removed' | 'moved', string> = {
  new: '--azurite',
  extend: '--azurite-deep',
  shorten: '--orpiment',
  same: '--line',
  blocked: '--cinnabar',
  removed: '--bg',
  moved: '--orpiment',
}

type MatrixMapProps = {
  view: MatrixView
  removed: Uint8Array | null
  moved: Uint8Array | null
  scroller: RefObject<HTMLElement | null>
  height: number
}

/** The whole matrix in one small picture, with a frame around what is in view. For the eye and the pointer only. */
export function MatrixMap({ view, removed, moved, scroller, height }: MatrixMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (canvas.current) paint(canvas.current, view, removed, moved)
    const grid = scroller.current
    if (!grid) return
    const follow = () => {
      if (!frame.current) return
      const share = (part: number, whole: number) => `${Math.min(100, (part / Math.max(1, whole)) * 100)}%`
      Object.assign(frame.current.style, {
        left: share(grid.scrollLeft, grid.scrollWidth),
        top: share(grid.scrollTop, grid.scrollHeight),
        width: share(grid.clientWidth, grid.scrollWidth),
        height: share(grid.clientHeight, grid.scrollHeight),
      })
    }
    follow()
    grid.addEventListener('scroll', follow, { passive: true })
    return () => grid.removeEventListener('scroll', follow)
  }, [view, removed, moved, scroller])

  return (
    <div
      aria-hidden="true"
      className="relative shrink-0 cursor-crosshair contain-strict border border-line max-tablet:hidden"
      style={{ width: WIDTH, height }}
      onPointerDown={(event) => {
        const grid = scroller.current
        if (!grid) return
        const box = event.currentTarget.getBoundingClientRect()
        const [right, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
        grid.scrollTo({
          left: right * grid.scrollWidth - grid.clientWidth / 2,
          top: down * grid.scrollHeight - grid.clientHeight / 2,
        })
      }}
    >
      <canvas ref={canvas} className="size-full opacity-60 [image-rendering:pixelated]" />
      <div ref={frame} className="pointer-events-none absolute border-2 border-ink" />
    </div>
  )
}

/** One point per cell; the browser scales it. */
function paint(canvas: HTMLCanvasElement, view: MatrixView, removed: Uint8Array | null, moved: Uint8Array | null) {
  const context = canvas.getContext('2d')
  if (!context || view.rows === 0 || view.columns === 0) return
  canvas.width = view.columns
  canvas.height = view.rows
  const style = getComputedStyle(canvas)
  const look = Object.fromEntries(
    Object.entries(inks).map(([name, variable]) => [name, toRgb(style.getPropertyValue(variable))]),
  )
  const image = context.createImageData(view.columns, view.rows)
  for (let row = 0; row < view.rows; row += 1) {
    for (let column = 0; column < view.columns; column += 1) {
      const index = view.indexOf(row, column)
      const name = removed?.[index] ? 'removed' : moved?.[index] ? 'moved' : planAt(view.matrix, index)
      image.data.set(look[name] ?? [], (row * view.columns + column) * 4)
    }
  }
  context.putImageData(image, 0, 0)
}

function toRgb(colour: string): [number, number, number, number] {
  const digits = colour.trim().replace('#', '')
  const part = (start: number) => Number.parseInt(digits.slice(start, start + 2), 16) || 0
  return [part(0), part(2), part(4), 255]
}
