'use client'
import { type Editor, useEditorState } from '@tiptap/react'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { toNoticeHref } from '@/lib/channels/notice-schema'

/** Everything a watch page can show, and nothing it cannot. */
export function NoticeTools({ editor }: { editor: Editor }) {
  const t = useTranslations('conditions.notice')
  const [isLinking, setLinking] = useState(false)
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      strike: now.isActive('strike'),
      heading: now.isActive('heading'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      link: now.isActive('link'),
      canUndo: now.can().undo(),
    }),
  })
  const run = () => editor.chain().focus()
  return (
    <>
      <div role="toolbar" aria-label={t('tools')} className="notice-tools">
        <Tool name={t('bold')} on={on.bold} onPress={() => run().toggleBold().run()}>
          <b>B</b>
        </Tool>
        <Tool name={t('italic')} on={on.italic} onPress={() => run().toggleItalic().run()}>
          <i className="font-serif">I</i>
        </Tool>
        <Tool name={t('underline')} on={on.underline} onPress={() => run().toggleUnderline().run()}>
          <u>U</u>
        </Tool>
        <Tool name={t('strike')} on={on.strike} onPress={() => run().toggleStrike().run()}>
          <s>S</s>
        </Tool>
        <Tool name={t('heading')} on={on.heading} onPress={() => run().toggleHeading({ level: 3 }).run()}>
          <span className="font-serif font-semibold">H</span>
        </Tool>
        <Tool name={t('bullets')} on={on.bullets} onPress={() => run().toggleBulletList().run()}>
          <Icon name="list" small />
        </Tool>
        <Tool name={t('numbers')} on={on.numbers} onPress={() => run().toggleOrderedList().run()}>
          <Icon name="numbers" small />
        </Tool>
        <Tool name={t('link')} on={on.link || isLinking} onPress={() => setLinking(!isLinking)}>
          <Icon name="link" small />
        </Tool>
        <Tool name={t('undo')} on={null} disabled={!on.canUndo} onPress={() => run().undo().run()}>
          <Icon name="undo" small />
        </Tool>
      </div>
      {isLinking ? <LinkRow editor={editor} onDone={() => setLinking(false)} /> : null}
    </>
  )
}

type ToolProps = {
  name: string
  /** Null for a deed that is not a state. */
  on: boolean | null
  disabled?: boolean
  onPress: () => void
  children: ReactNode
}

function Tool({ name, on, disabled, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      aria-pressed={on ?? undefined}
      disabled={disabled}
      className={clsx(
        'grid size-[26px] place-items-center rounded-chip disabled:opacity-40 coarse:size-9',
        on ? 'bg-azurite-soft text-azurite' : 'text-ink-2 hover:bg-hover',
      )}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <span aria-hidden="true">{children}</span>
    </button>
  )
}

function LinkRow({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useTranslations('conditions.notice')
  const present: unknown = editor.getAttributes('link').href
  const [address, setAddress] = useState(typeof present === 'string' ? present : 'https://')
  const [isRefused, setRefused] = useState(false)
  const apply = () => {
    const href = toNoticeHref(address)
    if (href === null) return setRefused(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && !present)
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    onDone()
  }
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line-soft px-2 py-1">
      <input
        // biome-ignore lint/a11y/noAutofocus: opened by the person, to type here
        autoFocus
        aria-label={t('address')}
        aria-invalid={isRefused || undefined}
        className="h-[26px] min-w-0 flex-1 text-12"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          apply()
        }}
      />
      <Button size="sm" onClick={apply}>
        {t('apply')}
      </Button>
      {present ? (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run()
            onDone()
          }}
        >
          {t('unlink')}
        </Button>
      ) : null}
      {isRefused ? (
        <p role="alert" className="basis-full text-12 text-cinnabar">
          {t('refusedLink')}
        </p>
      ) : null}
    </div>
  )
}
