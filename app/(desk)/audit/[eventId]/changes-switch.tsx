'use client'
import { type ReactNode, useState } from 'react'
import { SectionTitle } from '@/components/shell/section-title'
import { Segmented } from '@/components/ui/segmented'

type View = { value: string; label: string; content: ReactNode }

/** One of a few views of the same thing, drawn beforehand, so that changing costs no request. */
export function ChangesSwitch({ title, views }: { title: string; views: readonly View[] }) {
  const [value, setValue] = useState(views[0]?.value ?? '')
  return (
    <section className="mt-5">
      <SectionTitle actions={<Segmented value={value} onValueChange={setValue} options={views} ariaLabel={title} />}>
        {title}
      </SectionTitle>
      {views.find((view) => view.value === value)?.content}
    </section>
  )
}
