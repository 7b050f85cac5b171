'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { useHelp } from './help-state'

const GuideDrawer = dynamic(() => import('./guide-drawer').then((module) => module.GuideDrawer), { ssr: false })

/** Nothing until somebody asks; from then on the drawer stays, so that it can leave the way it came. */
export function Help() {
  const state = useHelp()
  const [wasAsked, setAsked] = useState(false)
  useEffect(() => {
    if (state) setAsked(true)
  }, [state])
  return wasAsked ? <GuideDrawer state={state} /> : null
}
