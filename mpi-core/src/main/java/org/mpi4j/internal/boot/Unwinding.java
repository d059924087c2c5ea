package org.mpi4j.internal.boot;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a call stands in code that runs only because an exception was thrown, as the hidden {@code close()} at the end of a
 * try-with-resources does in one of its two copies. The compiler tells them apart, so we can: a call that no path without an
 * exception reaches from the start of its method. Where the class file cannot be had, the answer is no. Stateless.
 */
final class Unwinding {
    private Unwinding() {}

    /** Whether the nearest caller outside of {@code callee} calls it while an exception is on its way. */
    static boolean isCallerUnwinding(Class<?> callee) {
        Optional<StackWalker.StackFrame> caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(f -> f.getDeclaringClass() != callee && f.getDeclaringClass() != Unwinding.class)
                        .findFirst());
        return caller.isPresent() && isReachedByExceptionOnly(caller.get());
    }

    private static boolean isReachedByExceptionOnly(StackWalker.StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                return false;
            }
            ClassModel model = ClassFile.of().parse(in.readAllBytes());
            for (MethodModel method : model.methods()) {
                if (method.methodName().equalsString(frame.getMethodName())
                        && method.methodType().equalsString(frame.getDescriptor())
                        && method.code().isPresent()
                        && method.code().get() instanceof CodeAttribute code) {
                    return isAfterHandler(code, frame.getByteCodeIndex()) && !reachable(code).contains(frame.getByteCodeIndex());
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException _) {
            return false; // no class file to be had: an ordinary close
        }
    }

    /** Whether some handler of an exception begins there or before: compilers put what only handlers reach behind them. Mostly there is none, which is known quickly. */
    private static boolean isAfterHandler(CodeAttribute code, int position) {
        for (ExceptionCatch handled : code.exceptionHandlers()) {
            if (code.labelToBci(handled.handler()) <= position) {
                return true;
            }
        }
        return false;
    }

    /** The positions of all instructions that control flow reaches from the start without an exception. */
    private static Set<Integer> reachable(CodeAttribute code) {
        List<Instruction> instructions = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        Map<Label, Integer> labels = new HashMap<>();
        int position = 0;
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target) {
                labels.put(target.label(), instructions.size());
            } else if (element instanceof Instruction instruction) {
                instructions.add(instruction);
                positions.add(position);
                position += instruction.sizeInBytes();
            }
        }
        Set<Integer> reached = new HashSet<>();
        Set<Integer> seen = new HashSet<>();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int index = open.removeLast();
            if (index >= instructions.size() || !seen.add(index)) {
                continue;
            }
            reached.add(positions.get(index));
            Instruction instruction = instructions.get(index);
            targets(instruction).forEach(label -> open.add(labels.getOrDefault(label, instructions.size())));
            if (!endsPath(instruction)) {
                open.add(index + 1);
            }
        }
        return reached;
    }

    private static List<Label> targets(Instruction instruction) {
        List<Label> targets = new ArrayList<>();
        // no switch over the types: its first use costs a start several milliseconds
        if (instruction instanceof BranchInstruction branch) {
            targets.add(branch.target());
        } else if (instruction instanceof TableSwitchInstruction table) {
            targets.add(table.defaultTarget());
            table.cases().stream().map(SwitchCase::target).forEach(targets::add);
        } else if (instruction instanceof LookupSwitchInstruction lookup) {
            targets.add(lookup.defaultTarget());
            lookup.cases().stream().map(SwitchCase::target).forEach(targets::add);
        }
        return targets;
    }

    private static boolean endsPath(Instruction instruction) {
        Opcode opcode = instruction.opcode();
        return switch (opcode.kind()) {
            case RETURN, THROW_EXCEPTION, TABLE_SWITCH, LOOKUP_SWITCH -> true;
            default -> opcode == Opcode.GOTO || opcode == Opcode.GOTO_W;
        };
    }
}
