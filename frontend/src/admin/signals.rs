//! A signal for each member of a draft, for forms with many fields.

/// Writes the signals of a draft once: the struct, what it starts with, what it holds now, and how it is put back.
macro_rules! signals {
    ($(#[doc = $doc:literal])+ $fields:ident of $draft:ident { $($member:ident: $type:ty,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy)]
        pub struct $fields {
            $(pub $member: leptos::prelude::RwSignal<$type>,)+
        }

        impl $fields {
            pub fn new(draft: $draft) -> Self {
                Self { $($member: leptos::prelude::RwSignal::new(draft.$member),)+ }
            }

            /// What the fields hold, reactively.
            pub fn draft(self) -> $draft {
                $draft { $($member: leptos::prelude::Get::get(&self.$member),)+ }
            }

            /// Puts other values into the fields.
            pub fn fill(self, draft: $draft) {
                $(leptos::prelude::Set::set(&self.$member, draft.$member);)+
            }
        }
    };
}

pub(crate) use signals;
