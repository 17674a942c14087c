//! Checking enums whose variants hold one struct each, told apart by a tag beside its members.

/// Checks what a variant holds under the path of the enum itself: on the wire its members stand there, without a step between.
macro_rules! dive_into_variants {
    ($Enum:ident { $($Variant:ident),+ }) => {
        impl garde::Validate for $Enum {
            type Context = ();

            fn validate_into(
                &self,
                context: &Self::Context,
                parent: &mut dyn FnMut() -> garde::Path,
                report: &mut garde::Report,
            ) {
                match self {
                    $(Self::$Variant(inner) => inner.validate_into(context, parent, report),)+
                }
            }
        }
    };
}

pub(crate) use dive_into_variants;
